import com.pmstation.shared.soap.api.DesktopAppJax2;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.jws.WebService;
import javax.jws.soap.SOAPBinding;
import javax.xml.datatype.XMLGregorianCalendar;
import javax.xml.ws.Endpoint;
import javax.xml.ws.WebServiceContext;
import javax.xml.ws.handler.MessageContext;
import javax.xml.ws.spi.Invoker;
import javax.xml.ws.spi.Provider;

/**
 * The service on the JAX-WS reference implementation. Each operation returns an empty result, and the header
 * X-Understood has the operation and its arguments as the operation received them: JSON in UTF-8, as Base64.
 * Prints its port. Ends with its standard input.
 */
public class Reference extends Invoker implements InvocationHandler {
    /** Never instantiated: every call goes to the proxy. */
    @WebService(
        name = "DesktopApp", serviceName = "DesktopAppService", portName = "DesktopAppPort",
        targetNamespace = "http://api.soap.shared.pmstation.com/",
        endpointInterface = "com.pmstation.shared.soap.api.DesktopAppJax2")
    public abstract static class Service implements DesktopAppJax2 {}

    private final Object implementation = Proxy.newProxyInstance(
        Reference.class.getClassLoader(), new Class<?>[] {DesktopAppJax2.class}, this);
    private WebServiceContext context;

    public static void main(String[] args) throws Exception {
        com.sun.net.httpserver.HttpServer server = com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(java.util.concurrent.Executors.newFixedThreadPool(4));
        Endpoint endpoint = Provider.provider().createEndpoint(
            javax.xml.ws.soap.SOAPBinding.SOAP11HTTP_BINDING, Service.class, new Reference());
        endpoint.publish(server.createContext("/jax3/DesktopApp"));
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {}
        System.exit(0);
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
    public Object invoke(Object proxy, Method method, Object[] args) throws IllegalAccessException {
        List<Object> values = new ArrayList<>();
        if (args != null) for (Object arg : args) values.add(shown(arg));
        String json = json(Map.of("operation", method.getName(), "args", values));
        String header = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        context.getMessageContext().put(
            MessageContext.HTTP_RESPONSE_HEADERS, Map.of("X-Understood", List.of(header)));
        return emptyOf(method.getReturnType());
    }

    private static Object emptyOf(Class<?> type) {
        if (type == void.class) return null;
        if (type == String.class) return "";
        if (type == boolean.class) return false;
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no empty value", e);
        }
    }

    /** Lists as they are, structures as maps of all their fields, numbers and dates as text. */
    private static Object shown(Object value) throws IllegalAccessException {
        if (value == null || value instanceof Boolean || value instanceof String) return value;
        if (value instanceof Number) return value.toString();
        if (value instanceof XMLGregorianCalendar date) return date.toGregorianCalendar().toInstant().toString();
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) items.add(shown(item));
            return items;
        }
        Map<String, Object> fields = new TreeMap<>();
        for (Field field : value.getClass().getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) continue;
            field.setAccessible(true);
            fields.put(field.getName(), shown(field.get(value)));
        }
        // A type that only repeats items is a list.
        if (fields.size() == 1 && fields.containsKey("item"))
            return fields.get("item") == null ? List.of() : fields.get("item");
        return fields;
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> members = new ArrayList<>();
            map.forEach((name, member) -> members.add(json(name) + ":" + json(member)));
            return "{" + String.join(",", members) + "}";
        }
        if (value instanceof List<?> list) {
            List<String> items = new ArrayList<>();
            for (Object item : list) items.add(json(item));
            return "[" + String.join(",", items) + "]";
        }
        if (!(value instanceof String text)) return String.valueOf(value);
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray())
            out.append(c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
        return out.append('"').toString();
    }
}
