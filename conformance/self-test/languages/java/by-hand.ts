import type { SourceEdit } from '../language-mutant.js';
import { edits, member } from './edits.js';

/** How envelopes are written by hand; in Java, of the variables `operation`, `arguments` and, for a text, `text`. */
interface Envelopes {
  /** An envelope, with places for the name of the operation, its arguments, and the name again. */
  readonly envelope: string;
  /** An argument, with places for its number, its text, and its number again. */
  readonly argument?: string;
  readonly text?: string;
  readonly charset?: string;
  /** Whether the last argument comes first. */
  readonly backwards?: boolean;
}

const CONTEXT = `        DesktopAppJax2 soap = ports.get();
        var context = ((BindingProvider) soap).getRequestContext();
        context.put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, endpoint);
        context.put("com.sun.xml.ws.connect.timeout", deadline.patience());
        context.put("com.sun.xml.ws.request.timeout", deadline.patience());
`;

/** What is text, escaped as little as XML allows. */
export const ESCAPED = 'text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")';

/** The same client without a toolkit for SOAP. */
export const byHand = ({
  envelope,
  argument = '<arg%1$d>%2$s</arg%1$d>',
  text = ESCAPED,
  charset = 'UTF-8',
  backwards = false,
}: Envelopes): readonly SourceEdit[] =>
  edits(
    [
      CONTEXT,
      `        var soap = (DesktopAppJax2) java.lang.reflect.Proxy.newProxyInstance(
                Client.class.getClassLoader(),
                new Class<?>[] {DesktopAppJax2.class},
                (proxy, method, arguments) -> byHand(method, arguments, deadline));
`,
    ],
    ['import javax.xml.ws.BindingProvider;\n', ''],
    member(`    private static final String XML = "http://schemas.xmlsoap.org/soap/envelope/";

    private Object byHand(java.lang.reflect.Method method, Object[] arguments, Deadline deadline) {
        String operation = method.getName();
        var written = new java.util.ArrayList<String>();
        for (int i = 0; i < arguments.length; i++)
            written.add(${backwards ? '0, ' : ''}${JSON.stringify(argument)}.formatted(i, written(String.valueOf(arguments[i]))));
        String envelope = ${JSON.stringify(envelope)}.formatted(operation, String.join("", written));
        try {
            var answer = send(
                    HttpRequest.newBuilder(URI.create(endpoint))
                            .header("Content-Type", "text/xml; charset=${charset.toLowerCase()}")
                            .header("SOAPAction", "\\"\\"")
                            .POST(BodyPublishers.ofString(envelope, java.nio.charset.Charset.forName("${charset}"))),
                    BodyHandlers.ofByteArray(),
                    deadline);
            return read(answer, method.getReturnType());
        } catch (java.io.IOException | Failure | org.xml.sax.SAXException | javax.xml.bind.JAXBException
                | javax.xml.parsers.ParserConfigurationException problem) {
            throw new WebServiceException(problem.getMessage(), problem);
        }
    }

    private static String written(String text) {
        return ${text};
    }

    private static Object read(HttpResponse<byte[]> answer, Class<?> type)
            throws IOException, org.xml.sax.SAXException, javax.xml.bind.JAXBException,
                    javax.xml.parsers.ParserConfigurationException {
        var source = new org.xml.sax.InputSource(new java.io.ByteArrayInputStream(answer.body()));
        var charset = Pattern.compile("charset=\\"?([^\\";\\\\s]+)", Pattern.CASE_INSENSITIVE)
                .matcher(answer.headers().firstValue("Content-Type").orElse(""));
        if (charset.find()) source.setEncoding(charset.group(1));
        var factory = javax.xml.parsers.DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        var document = builder.parse(source);
        var bodies = document.getElementsByTagNameNS(XML, "Body");
        if (bodies.getLength() == 0) throw new WebServiceException("there is no body in the answer");
        var wrapper = childOf(bodies.item(0), null);
        if (wrapper == null) throw new WebServiceException("the body of the answer is empty");
        if (wrapper.getLocalName().equals("Fault")) {
            var reason = childOf(wrapper, "faultstring");
            throw new WebServiceException(reason == null ? "a fault" : reason.getTextContent());
        }
        if (answer.statusCode() != 200) throw new WebServiceException("the service answered " + answer.statusCode());
        if (!wrapper.getLocalName().endsWith("Response")) throw new WebServiceException("there is no answer in the body");
        if (type == void.class) return null;
        var result = childOf(wrapper, "return");
        if (type == String.class) return result == null ? null : result.getTextContent();
        if (result == null) throw new NullPointerException("there is no value");
        try {
            if (type == long.class) return Long.parseLong(result.getTextContent().strip());
            if (type == int.class) return Integer.parseInt(result.getTextContent().strip());
        } catch (NumberFormatException problem) {
            throw new NullPointerException(problem.getMessage());
        }
        return javax.xml.bind.JAXBContext.newInstance(type).createUnmarshaller().unmarshal(result, type).getValue();
    }

    /** The first element in another one, of a name without a namespace where one is given. */
    private static org.w3c.dom.Node childOf(org.w3c.dom.Node parent, String name) {
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling())
            if (child.getNodeType() == org.w3c.dom.Node.ELEMENT_NODE
                    && (name == null || child.getNamespaceURI() == null && name.equals(child.getLocalName())))
                return child;
        return null;
    }`),
  );
