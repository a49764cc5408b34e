import com.pmstation.shared.soap.api.AccountItem;
import com.pmstation.shared.soap.api.DesktopAppJax2;
import com.pmstation.shared.soap.api.DesktopAppJax2Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The upload how-to with JAX-WS and java.net.http: Upload WSDL LOGIN PASSWORD FILE [PART_SIZE] */
public class Upload {
    static final long ROOT = -1;
    static final String BOUNDARY = "----PartOfAFile7d93b1c0";
    static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) {
        if (args.length < 4) {
            System.err.println("usage: Upload WSDL LOGIN PASSWORD FILE [PART_SIZE]");
            System.exit(1);
        }
        try {
            var soap = new DesktopAppJax2Service(new URL(args[0])).getDesktopAppJax2Port();
            int partSize = args.length > 4 ? Integer.parseInt(args[4]) : Integer.MAX_VALUE;
            var report = upload(soap, args[1], args[2], Path.of(args[3]), partSize);
            report.put("wrongPassword", WrongPassword.report(soap, args[1]));
            System.out.write((json(report) + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } catch (Exception problem) {
            System.err.println(problem);
            System.exit(1);
        }
    }

    static Map<String, Object> upload(DesktopAppJax2 soap, String login, String password, Path path, int partSize)
            throws Exception {
        byte[] bytes = Files.readAllBytes(path);
        String name = path.getFileName().toString();
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));

        check(bytes.length <= soap.getFreeSpace(login, password), "not enough free space");
        check(bytes.length <= soap.getMaxFileSize(login, password), "the file is larger than the account allows");

        String sessionKey = soap.createUploadSessionKey(login, password, ROOT);
        check(!sessionKey.isEmpty(), "no upload session for the root folder");
        long dataCenter = soap.getNewFileDataCenter(login, password);
        check(dataCenter > 0, "no data center: " + dataCenter);
        String formUrl = soap.getUploadFormUrl((int) dataCenter, sessionKey);
        check(formUrl.startsWith("http"), "no upload address: " + formUrl);
        long fileId = soap.uploadStartFile(login, password, ROOT, name, bytes.length);
        check(fileId > 0, "no file id: " + fileId);

        for (int first = 0, end; first < bytes.length; first = end) {
            end = first + Math.min(partSize, bytes.length - first);
            var form = HttpRequest.newBuilder(URI.create(formUrl))
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            form(fileId, first, Arrays.copyOfRange(bytes, first, end))));
            fetch(form.build());
        }
        String problem = soap.uploadFinishFile(login, password, fileId, md5);
        check(problem.isEmpty(), "the upload did not finish: " + problem);

        AccountItem info = soap.getFileInfo(login, password, fileId);
        String link = soap.getDirectLink(login, password, info.getDownloadLink());
        byte[] download = fetch(HttpRequest.newBuilder(URI.create(link)).build());
        check(Arrays.equals(download, bytes), link + " does not serve the bytes that were sent");
        boolean listed = soap.getItems(login, password, ROOT).getItem().stream()
                .anyMatch(item -> item.getId() == fileId && item.getName().equals(name));
        check(listed, "the root folder does not list " + name);

        var report = new LinkedHashMap<String, Object>();
        report.put("ok", true);
        report.put("fileId", String.valueOf(fileId));
        report.put("name", info.getName());
        report.put("size", String.valueOf(info.getSize()));
        report.put("md5", info.getMd5());
        report.put("downloadLink", info.getDownloadLink());
        report.put("directLink", link);
        return report;
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) throw new IllegalStateException(otherwise);
    }

    /** The body of a multipart/form-data post of one part; neither JAX-WS nor java.net.http makes one. */
    static byte[] form(long fileId, long firstByte, byte[] part) throws IOException {
        var body = new ByteArrayOutputStream();
        String field = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        body.write(field.formatted("resumableFileId", fileId).getBytes(StandardCharsets.US_ASCII));
        body.write(field.formatted("resumableFirstByte", firstByte).getBytes(StandardCharsets.US_ASCII));
        body.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"FilePart\"; filename=\"FilePart\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        body.write(part);
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    static byte[] fetch(HttpRequest request) throws IOException, InterruptedException {
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        check(answer.statusCode() == 200, request.uri() + " answered " + answer.statusCode());
        return answer.body();
    }

    static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> json(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Boolean) return value.toString();
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
