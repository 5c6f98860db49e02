package mnist.serve;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the server answers.
 *
 * @param path all of it, as in "/model"
 * @param answer to the body; throws a {@link Refusal} where it can make nothing of it
 */
public record Route(String method, String path, Function<byte[], Answer> answer) {
    public static Route get(String path, Supplier<Answer> answer) {
        return new Route("GET", path, body -> answer.get());
    }

    public static Route post(String path, Function<byte[], Answer> answer) {
        return new Route("POST", path, answer);
    }

    /** Whoever may GET may ask for the HEAD alone. */
    boolean allows(String wanted) {
        return method.equals(wanted) || (wanted.equals("HEAD") && method.equals("GET"));
    }
}
