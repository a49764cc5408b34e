import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.pmstation.shared.soap.api.DesktopAppJax2Service;

/** Makes the calls of a list with the JAX-WS RI: EveryFunction WSDL LIST */
public class EveryFunction {
    private static final Map<String, Object> RESULTS = new HashMap<>();

    public static void main(String[] args) throws Exception {
        var port = new DesktopAppJax2Service(URI.create(args[0]).toURL()).getDesktopAppJax2Port();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            var tokens = line.split("\t", -1);
            System.out.println(tokens[0] + "\t" + call(port, tokens));
        }
    }

    private static String call(Object port, String[] tokens) throws Exception {
        var method = methodOf(port.getClass().getInterfaces()[0], tokens[0]);
        var types = method.getParameterTypes();
        var values = new Object[types.length];
        for (int i = 0; i < types.length; i++) values[i] = valueOf(tokens[i + 1], types[i]);
        try {
            RESULTS.put(tokens[0], method.invoke(port, values));
            return "ok";
        } catch (InvocationTargetException failure) {
            return "fault\t" + failure.getCause().getMessage();
        }
    }

    private static Method methodOf(Class<?> port, String name) {
        return Arrays.stream(port.getMethods()).filter(method -> method.getName().equals(name)).findFirst().orElseThrow();
    }

    private static Object valueOf(String token, Class<?> type) throws Exception {
        var text = token.substring(2);
        switch (token.charAt(0)) {
            case 's':
                return text;
            case 'b':
                return Boolean.valueOf(text);
            case 'n':
                return type == int.class ? (Object) Integer.valueOf(text) : (Object) Long.valueOf(text);
            case 'l':
                var list = type.getDeclaredConstructor().newInstance();
                for (String number : text.split(",")) if (!number.isEmpty()) itemsOf(list).add(Long.valueOf(number));
                return list;
            default:
                var parts = text.split("#");
                var result = RESULTS.get(parts[0]);
                return parts.length == 1 ? result : itemsOf(result).get(Integer.parseInt(parts[1]));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> itemsOf(Object array) throws Exception {
        return (List<Object>) array.getClass().getMethod("getItem").invoke(array);
    }
}
