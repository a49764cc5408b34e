import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Values of operations, from and to what JSON holds. */
final class Beans {
    private Beans() {}

    /** Lists as they are, structures as maps of all their fields, numbers and dates as text. */
    static Object shown(Object value) throws IllegalAccessException {
        if (value == null || value instanceof Boolean || value instanceof String) return value;
        if (value instanceof Number) return value.toString();
        if (value instanceof XMLGregorianCalendar date) return date.toGregorianCalendar().toInstant().toString();
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) items.add(shown(item));
            return items;
        }
        Map<String, Object> fields = new TreeMap<>();
        for (Field field : fieldsOf(value.getClass())) fields.put(field.getName(), shown(field.get(value)));
        if (!isArray(value.getClass())) return fields;
        return fields.get("item") == null ? List.of() : fields.get("item");
    }

    /** The value that JSON describes; a structure or array without fields for null. */
    static Object of(Type type, Object json) throws ReflectiveOperationException, DatatypeConfigurationException {
        if (type == String.class || type == boolean.class || type == Boolean.class) return json;
        if (type == int.class) return Integer.valueOf((String) json);
        if (type == long.class || type == Long.class) return json == null ? null : Long.valueOf((String) json);
        if (type == float.class || type == Float.class) return Float.valueOf((String) json);
        if (type == XMLGregorianCalendar.class) return date((String) json);
        if (type instanceof ParameterizedType list) return listOf(list.getActualTypeArguments()[0], json);
        if (json == null) return null;
        Class<?> bean = (Class<?>) type;
        Object made = bean.getDeclaredConstructor().newInstance();
        for (Field field : fieldsOf(bean)) {
            Object part = isArray(bean) ? json : ((Map<?, ?>) json).get(field.getName());
            if (part != null) field.set(made, of(field.getGenericType(), part));
        }
        return made;
    }

    private static List<Object> listOf(Type type, Object json)
        throws ReflectiveOperationException, DatatypeConfigurationException {
        List<Object> items = new ArrayList<>();
        for (Object item : (List<?>) json) items.add(of(type, item));
        return items;
    }

    private static XMLGregorianCalendar date(String text) throws DatatypeConfigurationException {
        ZonedDateTime date = Instant.parse(text).atZone(ZoneOffset.UTC);
        return DatatypeFactory.newInstance().newXMLGregorianCalendar(GregorianCalendar.from(date));
    }

    /** A result without values. */
    static Object empty(Class<?> type) throws ReflectiveOperationException {
        if (type == void.class) return null;
        if (type == String.class) return "";
        if (type == boolean.class) return false;
        if (type == int.class) return 0;
        if (type == long.class) return 0L;
        return type.getDeclaredConstructor().newInstance();
    }

    /** A type that only repeats items is a list. */
    private static boolean isArray(Class<?> type) {
        List<Field> fields = fieldsOf(type);
        return fields.size() == 1 && fields.get(0).getName().equals("item");
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) continue;
            field.setAccessible(true);
            fields.add(field);
        }
        return fields;
    }
}
