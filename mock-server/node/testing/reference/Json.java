import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON of objects, lists, texts, booleans and null; numbers are texts. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Maps, lists, strings, booleans and null. The text is well-formed and has no white space. */
    static Object read(String text) {
        return new Json(text).value();
    }

    private Object value() {
        char first = text.charAt(at++);
        switch (first) {
            case '{': return object();
            case '[': return list();
            case '"': return string();
            default: return word();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        while (!isEnd('}')) {
            at++;
            String name = string();
            at++;
            members.put(name, value());
        }
        return members;
    }

    private List<Object> list() {
        List<Object> items = new ArrayList<>();
        while (!isEnd(']')) items.add(value());
        return items;
    }

    private boolean isEnd(char end) {
        if (text.charAt(at) == ',') at++;
        if (text.charAt(at) != end) return false;
        at++;
        return true;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() {
        char kind = text.charAt(at++);
        int known = "bfnrt\"\\/".indexOf(kind);
        if (known >= 0) return "\b\f\n\r\t\"\\/".charAt(known);
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }

    private Object word() {
        int start = at - 1;
        while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
        String word = text.substring(start, at);
        return word.equals("null") ? null : (Object) Boolean.valueOf(word);
    }

    static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> members = new ArrayList<>();
            map.forEach((name, member) -> members.add(write(name) + ":" + write(member)));
            return "{" + String.join(",", members) + "}";
        }
        if (value instanceof List<?> list) {
            List<String> items = new ArrayList<>();
            for (Object item : list) items.add(write(item));
            return "[" + String.join(",", items) + "]";
        }
        if (!(value instanceof String text)) return String.valueOf(value);
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            boolean isPlain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
            out.append(isPlain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return out.append('"').toString();
    }
}
