/** Facts about the image that every recipe uses. `dockerfile.test.ts` compares them with the Dockerfile. */
export const IMAGE = { name: '4shared-testkit', port: 4040, ready: 'is ready at' } as const;

const { name, port, ready } = IMAGE;
const WSDL = '/jax3/DesktopApp?wsdl';

/** Programs that start the image with testcontainers, by the language of their code block. */
export const RECIPES: Readonly<Record<string, { readonly title: string; readonly code: string }>> = {
  java: {
    title: 'Java (`org.testcontainers:testcontainers`)',
    code: `import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

public class Recipe {
    public static void main(String[] args) {
        try (GenericContainer<?> fake = new GenericContainer<>(DockerImageName.parse("${name}"))
                .withExposedPorts(${port})
                .waitingFor(Wait.forLogMessage(".*${ready}.*\\\\n", 1))) {
            fake.start();
            System.out.println("http://" + fake.getHost() + ":" + fake.getMappedPort(${port}) + "${WSDL}");
        }
    }
}`,
  },
  python: {
    title: 'Python (`testcontainers`)',
    code: `from testcontainers.core.container import DockerContainer
from testcontainers.core.waiting_utils import wait_for_logs

with DockerContainer("${name}").with_exposed_ports(${port}) as fake:
    wait_for_logs(fake, "${ready}")
    print(f"http://{fake.get_container_host_ip()}:{fake.get_exposed_port(${port})}${WSDL}")`,
  },
  js: {
    title: 'Node (`testcontainers`)',
    code: `import { GenericContainer, Wait } from 'testcontainers';

const fake = await new GenericContainer('${name}')
  .withExposedPorts(${port})
  .withWaitStrategy(Wait.forLogMessage('${ready}'))
  .start();
console.log(\`http://\${fake.getHost()}:\${fake.getMappedPort(${port})}${WSDL}\`);
await fake.stop();`,
  },
  go: {
    title: 'Go (`github.com/testcontainers/testcontainers-go`)',
    code: `package main

import (
	"context"
	"fmt"
	"log"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

func main() {
	ctx := context.Background()
	fake, err := testcontainers.GenericContainer(ctx, testcontainers.GenericContainerRequest{
		ContainerRequest: testcontainers.ContainerRequest{
			Image:        "${name}",
			ExposedPorts: []string{"${port}/tcp"},
			WaitingFor:   wait.ForLog("${ready}"),
		},
		Started: true,
	})
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = fake.Terminate(ctx) }()
	address, err := fake.PortEndpoint(ctx, "${port}/tcp", "http")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(address + "${WSDL}")
}`,
  },
};

/** The section of the README. */
export const recipesSection = (): string =>
  Object.entries(RECIPES)
    .map(([language, { title, code }]) => `${title}:\n\n\`\`\`${language}\n${code}\n\`\`\``)
    .join('\n\n');
