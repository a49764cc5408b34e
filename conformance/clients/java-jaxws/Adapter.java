import com.pmstation.shared.soap.api.DesktopAppJax2Service;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The adapter of the client for the conformance kit: Adapter WSDL, with the description that it was generated from. */
class Adapter {
    private static final List<String> OPERATIONS =
            List.of("upload", "list", "createFolder", "download", "delete", "space");
    private static final int CONCURRENCY = 4;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private static final Map<Object, Client> SESSIONS = new ConcurrentHashMap<>();
    private static final Map<Object, Deadline> CALLS = new ConcurrentHashMap<>();

    public static void main(String[] args) throws Exception {
        // Output of libraries is not a message.
        System.setOut(System.err);
        var service = new DesktopAppJax2Service(Path.of(args[0]).toUri().toURL());
        // The first one takes a second: not in the time of a call.
        service.getDesktopAppJax2Port();
        var ports = ThreadLocal.withInitial(service::getDesktopAppJax2Port);
        var pool = Executors.newFixedThreadPool(CONCURRENCY);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = lines.readLine()) != null; ) {
            Map<String, Object> message = Json.read(line);
            Object session = message.get("session");
            switch ((String) message.get("type")) {
                case "hello" -> say(Map.of("type", "hello", "protocol", 1, "name", "java-jaxws", "version", "1.0",
                        "operations", OPERATIONS, "concurrency", CONCURRENCY));
                case "open" -> SESSIONS.put(session, new Client(ports, (String) message.get("soap"),
                        (String) message.get("login"), (String) message.get("password")));
                case "call" -> begin(pool, message);
                case "cancel" -> {
                    var call = CALLS.get(message.get("id"));
                    if (call != null) call.cancel();
                }
                case "close" -> SESSIONS.remove(session);
                default -> { }
            }
        }
        System.exit(0);
    }

    private static void begin(ExecutorService pool, Map<String, Object> message) {
        var client = SESSIONS.get(message.get("session"));
        var deadline = new Deadline((Long) message.get("deadlineMs"));
        CALLS.put(message.get("id"), deadline);
        pool.submit(() -> answer(client, message, deadline));
    }

    private static void answer(Client client, Map<String, Object> message, Deadline deadline) {
        Object id = message.get("id");
        try {
            String operation = (String) message.get("operation");
            if (!OPERATIONS.contains(operation)) say(Map.of("type", "unsupported", "id", id));
            else say(Map.of("type", "ok", "id", id, "result", result(client, operation, message, deadline)));
        } catch (Failure failure) {
            say(Map.of("type", "error", "id", id, "kind", failure.kind, "message", String.valueOf(failure.getMessage())));
        } catch (Throwable mistake) {
            // An unexpected error ends the client, so that it does not count as a reported failure.
            mistake.printStackTrace();
            Runtime.getRuntime().halt(1);
        } finally {
            CALLS.remove(id);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(
            Client client, String operation, Map<String, Object> message, Deadline deadline) throws Failure {
        var args = (Map<String, String>) (Map<String, ?>) message.get("arguments");
        long folder = Long.parseLong(args.getOrDefault("dirId", "0"));
        long file = Long.parseLong(args.getOrDefault("fileId", "0"));
        switch (operation) {
            case "upload":
                long id = client.upload(Path.of(args.get("file")), args.get("name"), folder, deadline);
                return Map.of("fileId", String.valueOf(id));
            case "list":
                return Map.of("items", client.list(folder, deadline));
            case "createFolder":
                return Map.of("dirId", String.valueOf(client.createFolder(folder, args.get("name"), deadline)));
            case "download":
                client.download(file, Path.of(args.get("to")), deadline);
                return Map.of();
            case "delete":
                client.delete(file, deadline);
                return Map.of();
            default:
                return Map.of("free", String.valueOf(client.space(deadline)));
        }
    }

    private static void say(Map<String, Object> message) {
        OUT.println(Json.write(message));
    }
}
