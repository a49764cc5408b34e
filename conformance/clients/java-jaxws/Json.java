import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** As much JSON as the kit's messages need: objects, lists, texts, whole numbers, true and false. */
class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> read(String text) {
        return (Map<String, Object>) new Json(text).value();
    }

    static String write(Object value) {
        if (value instanceof Map<?, ?> map)
            return map.entrySet().stream()
                    .map(entry -> write(entry.getKey()) + ":" + write(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        if (value instanceof List<?> list)
            return list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
        if (value instanceof String string)
            return string.codePoints().mapToObj(Json::write).collect(Collectors.joining("", "\"", "\""));
        return String.valueOf(value);
    }

    private static String write(int character) {
        if (character == '"' || character == '\\') return "\\" + (char) character;
        // Also halves of pairs, which no encoding can write.
        boolean isPlain = character >= ' ' && (character < 0xD800 || character > 0xDFFF);
        return isPlain ? Character.toString(character) : "\\u%04x".formatted(character);
    }

    private Object value() {
        char first = text.charAt(at);
        if (first == '"') return string();
        if (first == '{') return object();
        if (first == '[') return list();
        int begin = at;
        while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) at++;
        String word = text.substring(begin, at);
        if (word.equals("true") || word.equals("false")) return Boolean.valueOf(word);
        return Double.valueOf(word).longValue();
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        at++;
        while (text.charAt(at) != '}') {
            String key = string();
            at++;
            members.put(key, value());
            if (text.charAt(at) == ',') at++;
        }
        at++;
        return members;
    }

    private List<Object> list() {
        var members = new java.util.ArrayList<Object>();
        at++;
        while (text.charAt(at) != ']') {
            members.add(value());
            if (text.charAt(at) == ',') at++;
        }
        at++;
        return members;
    }

    private String string() {
        var result = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            char character = text.charAt(at);
            if (character != '\\') {
                result.append(character);
                continue;
            }
            char escaped = text.charAt(++at);
            int control = "bfnrt".indexOf(escaped);
            if (control >= 0) result.append("\b\f\n\r\t".charAt(control));
            else if (escaped != 'u') result.append(escaped);
            else {
                result.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                at += 4;
            }
        }
        at++;
        return result.toString();
    }
}
