package mnist.cli.machine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks whether a file can be fetched, without fetching it. */
final class Reachability {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Reachability() {}

    /** "reachable", or why not, after 2 s at most. */
    static String of(URI file) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpRequest request = HttpRequest.newBuilder(file)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            int status = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status == 200 ? "reachable" : "not reachable (answer " + status + ")";
        } catch (TimeoutException e) {
            return "not reachable (no answer in " + PATIENCE.toSeconds() + " s)";
        } catch (ExecutionException e) {
            return "not reachable (" + reason(e.getCause()) + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not known (interrupted)";
        } catch (IllegalArgumentException e) {
            return "not reachable (no address: " + e.getMessage() + ")";
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof IOException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return cause instanceof ConnectException ? "no connection" : String.valueOf(cause);
    }
}
