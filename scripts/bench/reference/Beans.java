import com.pmstation.shared.soap.api.AccountItem;
import com.pmstation.shared.soap.api.AccountItemArray;
import com.pmstation.shared.soap.api.DesktopAppJax2;
import com.sun.net.httpserver.HttpServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import javax.jws.WebService;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import javax.xml.ws.Endpoint;
import javax.xml.ws.WebServiceContext;
import javax.xml.ws.soap.SOAPBinding;
import javax.xml.ws.spi.Invoker;
import javax.xml.ws.spi.Provider;

/**
 * getFreeSpace and getItems on the JAX-WS reference implementation, with results made before the first call: what is
 * measured is the reading of requests and the writing of responses. Argument: the number of items. Prints its port.
 */
public class Beans extends Invoker {
    /** Never instantiated. */
    @WebService(
        name = "DesktopApp", serviceName = "DesktopAppService", portName = "DesktopAppPort",
        targetNamespace = "http://api.soap.shared.pmstation.com/",
        endpointInterface = "com.pmstation.shared.soap.api.DesktopAppJax2")
    public abstract static class Service implements DesktopAppJax2 {}

    private final Object service;

    Beans(int items) throws Exception {
        AccountItemArray list = new AccountItemArray();
        XMLGregorianCalendar date = DatatypeFactory.newInstance().newXMLGregorianCalendar("2020-09-13T12:26:40.000Z");
        for (int i = 0; i < items; i++) list.getItem().add(item(i, date));
        service = Proxy.newProxyInstance(
            Beans.class.getClassLoader(), new Class<?>[] {DesktopAppJax2.class},
            (proxy, method, args) -> method.getName().equals("getItems") ? list : (Object) 16106127360L);
    }

    private static AccountItem item(int i, XMLGregorianCalendar date) {
        AccountItem item = new AccountItem();
        item.setDate(date);
        item.setDownloadLink("http://127.0.0.1:4040/photo/abcdefgh/photo-" + i + ".html");
        item.setId(1_000_000_001L + i);
        item.setMd5("9dd4e461268c8034f5c8564e155c67a6");
        item.setName(String.format("photo-%06d.jpg", i));
        item.setParentId(1_000_000_000L);
        item.setSize(1);
        item.setVersion(1);
        return item;
    }

    @Override
    public void inject(WebServiceContext context) {}

    @Override
    public Object invoke(Method method, Object... args) throws IllegalAccessException, InvocationTargetException {
        return method.invoke(service, args);
    }

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(16));
        Endpoint endpoint = Provider.provider().createEndpoint(
            SOAPBinding.SOAP11HTTP_BINDING, Service.class, new Beans(Integer.parseInt(args[0])));
        endpoint.publish(server.createContext("/jax3/DesktopApp"));
        server.start();
        System.out.println(server.getAddress().getPort());
    }
}
