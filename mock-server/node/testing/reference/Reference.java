import com.sun.net.httpserver.HttpServer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.jws.WebService;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.ws.WebServiceContext;
import javax.xml.ws.handler.MessageContext;
import javax.xml.ws.soap.SOAPBinding;
import javax.xml.ws.spi.Invoker;
import javax.xml.ws.spi.Provider;

/**
 * The service on the JAX-WS reference implementation, in both versions. The response header X-Understood has the operation
 * and its arguments as the operation received them. Each operation returns the value in the request header X-Result, or an
 * empty one. Both are JSON in UTF-8, as Base64. Prints its port. Ends with its standard input.
 */
public class Reference extends Invoker implements InvocationHandler {
    /** Never instantiated: every call goes to the proxy. */
    @WebService(
        name = "DesktopApp", serviceName = "DesktopAppService", portName = "DesktopAppPort",
        targetNamespace = "http://api.soap.shared.pmstation.com/",
        endpointInterface = "com.pmstation.shared.jax3.DesktopAppJax2")
    public abstract static class Jax3 implements com.pmstation.shared.jax3.DesktopAppJax2 {}

    /** The same in the older version. */
    @WebService(
        name = "DesktopApp", serviceName = "DesktopAppService", portName = "DesktopAppPort",
        targetNamespace = "http://api.soap.shared.pmstation.com/",
        endpointInterface = "com.pmstation.shared.jax2.DesktopAppJax2")
    public abstract static class Jax2 implements com.pmstation.shared.jax2.DesktopAppJax2 {}

    private final Object implementation;
    private WebServiceContext context;

    private Reference(Class<?> operations) {
        implementation = Proxy.newProxyInstance(Reference.class.getClassLoader(), new Class<?>[] {operations}, this);
    }

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        publish(server, "/jax3/DesktopApp", Jax3.class);
        publish(server, "/jax2/DesktopApp", Jax2.class);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    private static void publish(HttpServer server, String path, Class<?> service) {
        Reference invoker = new Reference(service.getInterfaces()[0]);
        Provider.provider()
            .createEndpoint(SOAPBinding.SOAP11HTTP_BINDING, service, invoker)
            .publish(server.createContext(path));
    }

    @Override
    public void inject(WebServiceContext context) {
        this.context = context;
    }

    /** By reflection, as the service calls its own classes: what does not fit the parameters fails here. */
    @Override
    public Object invoke(Method method, Object... args) throws IllegalAccessException, InvocationTargetException {
        return method.invoke(implementation, args);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] args)
        throws ReflectiveOperationException, DatatypeConfigurationException {
        List<Object> values = new ArrayList<>();
        if (args != null) for (Object arg : args) values.add(Beans.shown(arg));
        String json = Json.write(Map.of("operation", method.getName(), "args", values));
        String header = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        MessageContext message = context.getMessageContext();
        message.put(MessageContext.HTTP_RESPONSE_HEADERS, Map.of("X-Understood", List.of(header)));
        Map<?, ?> headers = (Map<?, ?>) message.get(MessageContext.HTTP_REQUEST_HEADERS);
        if (!(headers.get("X-result") instanceof List<?> result)) return Beans.empty(method.getReturnType());
        String wanted = new String(Base64.getDecoder().decode((String) result.get(0)), StandardCharsets.UTF_8);
        return Beans.of(method.getGenericReturnType(), Json.read(wanted));
    }
}
