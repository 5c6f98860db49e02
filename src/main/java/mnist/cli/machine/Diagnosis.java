package mnist.cli.machine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mnist.cli.frame.Console;
import mnist.cli.frame.Version;
import mnist.cli.options.BackendOptions;
import mnist.data.DataException;
import mnist.data.fetch.Catalog;
import mnist.data.fetch.DataEnvironment;
import mnist.data.fetch.DataFinder;
import mnist.data.generate.GeneratedData;
import mnist.linalg.Backend;

/** Findings about this machine, each in one line. */
public record Diagnosis(
        String version,
        String java,
        String system,
        String cores,
        String memory,
        String kernel,
        String home,
        String mnist,
        String generated,
        String fetch,
        String terminal) {
    /** For an answer from the network. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static Diagnosis of(String kernel, DataEnvironment surroundings) {
        Path generated = surroundings.data().resolve(DataFinder.GENERATED);
        return new Diagnosis(
                "mnist " + Version.number(),
                String.format(
                        "%s, %s (%s), %s",
                        Runtime.version(),
                        System.getProperty("java.vm.name"),
                        System.getProperty("java.vendor"),
                        System.getProperty("java.home")),
                String.format(
                        "%s %s, %s",
                        System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
                cores(CpuLimits.ofSystem(), Runtime.getRuntime().availableProcessors()),
                String.format(
                        Locale.ROOT,
                        "heap of %,d MB at most (MNIST_JAVA_OPTS=-Xmx... changes it)",
                        Runtime.getRuntime().maxMemory() >> 20),
                kernel,
                surroundings.home().toString(),
                mnist(surroundings),
                GeneratedData.isIn(generated) ? generated.toString() : "not drawn yet",
                fetch(surroundings),
                String.format(
                        "stdout %s, stderr %s (no colour or bars elsewhere, nor under NO_COLOR, CI or TERM=dumb)",
                        yes(Console.outIsTerminal()), yes(Console.errIsTerminal())));
    }

    /** @param seen by Java, which is how many threads compute */
    public static String cores(CpuLimits limits, int seen) {
        StringBuilder text = new StringBuilder("Java sees " + seen + " and computes with as many threads");
        if (limits.machineCores().isPresent()) {
            text.append("; the machine has ").append(limits.machineCores().getAsInt());
        }
        if (limits.quota().isPresent()) {
            double quota = limits.quota().getAsDouble();
            text.append(String.format(Locale.ROOT, "; the container may use %.3g", quota));
            if (Math.ceil(quota) < seen) {
                text.append(String.format(
                        Locale.ROOT, ", fewer: --threads %d would be faster", (int) Math.max(1, Math.floor(quota))));
            }
        }
        return text.toString();
    }

    /** Which kernel computes, and with how many threads. */
    static String kernel(BackendOptions options) {
        try (Backend backend = options.open()) {
            return backend.description();
        }
    }

    /** Asks for the smallest file, the last. */
    private static String fetch(DataEnvironment surroundings) {
        try {
            Catalog.Entry entry =
                    surroundings.mirrored(Catalog.find(Catalog.MNIST).orElseThrow());
            URI folder = entry.mirrors().get(0);
            String smallest = entry.files().get(entry.files().size() - 1).name();
            return folder + ": " + reachability(folder.resolve(smallest));
        } catch (DataException e) {
            return e.getMessage();
        }
    }

    private static String mnist(DataEnvironment surroundings) {
        try {
            return surroundings.mnist().map(Path::toString).orElseGet(surroundings::mnistMissing);
        } catch (DataException e) {
            return e.getMessage();
        }
    }

    private static String yes(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** "reachable", or why not, after 2 s at most. */
    private static String reachability(URI file) {
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
