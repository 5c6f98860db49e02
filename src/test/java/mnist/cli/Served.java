package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code mnist serve} in this JVM, on a port that is free. */
final class Served implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final StringWriter err = new StringWriter();
    private final CompletableFuture<Integer> ended;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String started;
    private final URI url;

    Served(Path model, String... options) throws IOException {
        PipedWriter writer = new PipedWriter();
        BufferedReader out = new BufferedReader(new PipedReader(writer));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(writer, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] words = Stream.concat(
                        Stream.of("serve", model.toString(), "--port", "0", "--json", "--backend", "ejml"),
                        Stream.of(options))
                .toArray(String[]::new);
        ended = CompletableFuture.supplyAsync(() -> commandLine.execute(words), thread);
        started = out.readLine();
        assertTrue(started != null && started.matches("\\{\"url\":\"http://127.0.0.1:[0-9]+/\"}"), started);
        url = URI.create(started.replaceAll(".*(http[^\"]*).*", "$1"));
    }

    /** What it printed when it started. */
    String started() {
        return started;
    }

    URI url() {
        return url;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer to a body for /predict. */
    HttpResponse<String> predict(byte[] body) {
        return answer(request("/predict").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        assertEquals(0, ended.join(), err::toString);
    }
}
