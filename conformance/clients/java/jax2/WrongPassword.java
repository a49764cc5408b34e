import com.pmstation.shared.soap.api.DesktopAppJax2;
import java.util.Map;
import javax.xml.ws.soap.SOAPFaultException;

/** What a call with a wrong password ends in: jax2 declares no fault, so it is the toolkit's general one. */
class WrongPassword {
    static Map<String, String> report(DesktopAppJax2 soap, String login) {
        try {
            soap.getFreeSpace(login, "not the password");
        } catch (SOAPFaultException problem) {
            var fault = problem.getFault();
            return Map.of("faultcode", fault.getFaultCode(), "faultstring", fault.getFaultString());
        }
        throw new IllegalStateException("a wrong password was accepted");
    }
}
