package mnist.serve;

import java.nio.charset.StandardCharsets;
import mnist.store.json.Json;

/**
 * What the server sends back.
 *
 * @param status of HTTP
 * @param type of the content, as the header Content-Type has it
 */
public record Answer(int status, String type, byte[] content) {
    static final int OK = 200;

    private record Complaint(String error) {}

    public static Answer html(String page) {
        return new Answer(OK, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** A record, a map or a list of them, on one line. */
    public static Answer json(Object tree) {
        return json(OK, tree);
    }

    /** {@code {"error": ...}} on one line. */
    static Answer error(int status, String reason) {
        return json(status, new Complaint(reason));
    }

    private static Answer json(int status, Object tree) {
        byte[] line = (Json.compact(tree) + "\n").getBytes(StandardCharsets.UTF_8);
        return new Answer(status, "application/json", line);
    }
}
