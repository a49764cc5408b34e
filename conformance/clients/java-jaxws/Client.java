import com.pmstation.shared.soap.api.ApiException;
import com.pmstation.shared.soap.api.DesktopAppJax2;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.ws.BindingProvider;
import javax.xml.ws.WebServiceException;

/** The 4shared SOAP service with JAX-WS and java.net.http, for one account. */
class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern INPUT = Pattern.compile("<input[^>]*\\bid=\"(\\w+)\"[^>]*\\bvalue=\"([^\"]*)\"");

    private final ThreadLocal<DesktopAppJax2> ports;
    private final String endpoint;
    private final String login;
    private final String password;

    /** Of ports, which are dear to make, each thread has one, as several cannot share it. */
    Client(ThreadLocal<DesktopAppJax2> ports, String endpoint, String login, String password) {
        this.ports = ports;
        this.endpoint = endpoint;
        this.login = login;
        this.password = password;
    }

    /** Uploads a file under a name, and returns its id. */
    long upload(Path file, String name, long folder, Deadline deadline) throws Failure {
        long size = sizeOf(file);
        long free = ask(deadline, soap -> soap.getFreeSpace(login, password));
        Failure.check(size <= free, "quota", size + " bytes do not fit into the " + free + " that are free");
        long largest = ask(deadline, soap -> soap.getMaxFileSize(login, password));
        Failure.check(size <= largest, "too-large", size + " bytes are more than the " + largest + " that a file may have");
        String key = ask(deadline, soap -> soap.createUploadSessionKey(login, password, folder));
        Failure.check(key != null && !key.isEmpty(), "no-session", "there is no upload session for the folder " + folder);
        long center = ask(deadline, soap -> soap.getNewFileDataCenter(login, password));
        Failure.check(center > 0, "no-data-center", "there is no data center, but " + center);
        String url = ask(deadline, soap -> soap.getUploadFormUrl(Math.toIntExact(center), key));
        Failure.check(url != null && url.matches("(?i)https?://.*"), "no-address", "this is no upload address: " + url);
        long id = ask(deadline, soap -> soap.uploadStartFile(login, password, folder, name, size));
        Failure.check(id > 0, "no-file", "there is no file to upload to, but " + id);
        String digest = digestOf(file);
        try {
            // The form refuses a part without a byte, so an empty file has no part.
            if (size > 0) post(url, id, file, deadline);
            String problem = ask(deadline, soap -> soap.uploadFinishFile(login, password, id, digest));
            Failure.check(problem == null || problem.isEmpty(), "not-finished", problem);
        } catch (Failure failure) {
            cancel(id);
            throw failure;
        }
        // What the service says that it has must be what was sent.
        var item = ask(deadline, soap -> soap.getFileInfo(login, password, id));
        boolean isSame = item.getSize() == size && (item.getMd5() == null || item.getMd5().equalsIgnoreCase(digest));
        Failure.check(isSame, "damaged", "the service has other bytes than were sent");
        return id;
    }

    /** Gives the reserved space back. The failure before is what matters, so one of this is only noted. */
    private void cancel(long id) {
        try {
            ask(new Deadline(5000), soap -> {
                soap.uploadCancelFile(login, password, id);
                return null;
            });
        } catch (Failure failure) {
            System.err.println("uploadCancelFile " + id + ": " + failure.getMessage());
        }
    }

    List<Map<String, Object>> list(long folder, Deadline deadline) throws Failure {
        return ask(deadline, soap -> soap.getItems(login, password, folder)).getItem().stream()
                .map(item -> Map.<String, Object>of(
                        "id", String.valueOf(item.getId()),
                        "name", item.getName() == null ? "" : item.getName(),
                        "size", String.valueOf(item.getSize()),
                        "directory", item.isDirectory()))
                .collect(Collectors.toList());
    }

    long createFolder(long parent, String name, Deadline deadline) throws Failure {
        long id = ask(deadline, soap -> soap.createNewFolder(login, password, parent, name));
        Failure.check(id > 0, "no-folder", "the folder was not created: " + id);
        return id;
    }

    void download(long file, Path to, Deadline deadline) throws Failure {
        var item = ask(deadline, soap -> soap.getFileInfo(login, password, file));
        String page = item.getDownloadLink();
        Failure.check(page != null && !page.isEmpty(), "no-link", "there is no link to the file " + file);
        String link = ask(deadline, soap -> soap.getDirectLink(login, password, page));
        Path partial = Path.of(to + ".part");
        try {
            try {
                var answer = send(HttpRequest.newBuilder(URI.create(link)), BodyHandlers.ofFile(partial), deadline);
                Failure.check(answer.statusCode() == 200, "http", link + " answered " + answer.statusCode());
                // In place of the file there may be a page that makes people wait, or log in.
                boolean isWhole = Files.size(partial) == item.getSize();
                Failure.check(isWhole, "damaged", link + " has other bytes than the file");
                Files.move(partial, to, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException | IllegalArgumentException problem) {
            throw new Failure("connection", link + ": " + problem.getMessage(), problem);
        }
    }

    void delete(long file, Deadline deadline) throws Failure {
        ask(deadline, soap -> {
            soap.deleteFile(login, password, file);
            return null;
        });
    }

    long space(Deadline deadline) throws Failure {
        return ask(deadline, soap -> soap.getFreeSpace(login, password));
    }

    private interface Question<Answer> {
        Answer to(DesktopAppJax2 soap) throws ApiException;
    }

    private <Answer> Answer ask(Deadline deadline, Question<Answer> question) throws Failure {
        DesktopAppJax2 soap = ports.get();
        var context = ((BindingProvider) soap).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, endpoint);
        context.put("com.sun.xml.ws.connect.timeout", deadline.patience());
        context.put("com.sun.xml.ws.request.timeout", deadline.patience());
        try {
            return question.to(soap);
        } catch (ApiException fault) {
            throw new Failure("fault", fault.getMessage(), fault);
        } catch (WebServiceException problem) {
            // Undeclared faults, and anything in place of an answer.
            throw new Failure("fault", problem.getMessage(), problem);
        } catch (NullPointerException problem) {
            // An answer without a number, which the toolkit unboxes all the same.
            throw new Failure("reply", "there is no number in the answer", problem);
        } catch (RuntimeException problem) {
            // An answer that ends within a text, which the toolkit reads only when it is asked for.
            throw new Failure("reply", "the answer cannot be read: " + problem.getMessage(), problem);
        }
    }

    /** Posts the whole file as one part, read from the disk as it goes. */
    private static void post(String url, long id, Path file, Deadline deadline) throws Failure {
        String boundary = "part" + UUID.randomUUID();
        String field = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String head = field.formatted("resumableFileId", id) + field.formatted("resumableFirstByte", 0)
                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"FilePart\"; filename=\"FilePart\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        try {
            var answer = send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                            .POST(BodyPublishers.concat(
                                    BodyPublishers.ofString(head),
                                    BodyPublishers.ofFile(file),
                                    BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))),
                    BodyHandlers.ofString(StandardCharsets.UTF_8),
                    deadline);
            Failure.check(answer.statusCode() == 200, "http", "the upload address answered " + answer.statusCode());
            // The form answers 200 either way.
            var inputs = INPUT.matcher(answer.body()).results()
                    .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2), (first, second) -> first));
            Failure.check(!inputs.containsKey("errorCode"), "refused",
                    "the part was refused: " + inputs.get("alert") + " (" + inputs.get("errorCode") + ")");
            Failure.check(inputs.containsKey("uploadedFileId"), "refused", "the upload address gave an unknown answer");
        } catch (IOException | IllegalArgumentException problem) {
            throw new Failure("connection", "the part was not sent: " + problem.getMessage(), problem);
        }
    }

    private static <Body> HttpResponse<Body> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<Body> handler, Deadline deadline)
            throws IOException, Failure {
        // The time-out of a request ends with the head of its answer; this one is for the body, too.
        var sending = HTTP.sendAsync(request.build(), handler);
        try {
            return sending.get(deadline.patience(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw new Failure("cancelled", "the call was cancelled", stopped);
        } catch (TimeoutException silence) {
            sending.cancel(true);
            throw new Failure("timeout", "the answer did not come in time", silence);
        } catch (ExecutionException problem) {
            throw new IOException(problem.getCause());
        }
    }

    private static long sizeOf(Path file) throws Failure {
        try {
            return Files.size(file);
        } catch (IOException problem) {
            throw new Failure("file", problem.getMessage(), problem);
        }
    }

    private static String digestOf(Path file) throws Failure {
        try (InputStream content = Files.newInputStream(file)) {
            var digesting = new DigestInputStream(content, MessageDigest.getInstance("MD5"));
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException | GeneralSecurityException problem) {
            throw new Failure("file", problem.getMessage(), problem);
        }
    }
}
