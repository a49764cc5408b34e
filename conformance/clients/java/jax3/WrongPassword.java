import com.pmstation.shared.soap.api.ApiException;
import com.pmstation.shared.soap.api.DesktopAppJax2;
import java.util.Map;

/** The exception of a call with a wrong password: jax3 declares a fault, so the toolkit throws a generated class. */
class WrongPassword {
    static Map<String, String> report(DesktopAppJax2 soap, String login) {
        try {
            soap.getFreeSpace(login, "not the password");
        } catch (ApiException fault) {
            var bean = fault.getFaultInfo();
            return Map.of(
                    "faultstring", fault.getMessage(),
                    "details", bean.getDetails(),
                    "exceptionClass", bean.getExceptionClass());
        }
        throw new IllegalStateException("a wrong password was accepted");
    }
}
