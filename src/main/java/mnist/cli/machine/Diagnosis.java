package mnist.cli.machine;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
import java.util.stream.Stream;
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
        @JsonUnwrapped Machine machine, @JsonUnwrapped Data data, String terminal) {
    /** For an answer from the network. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    record Machine(String version, String java, String system, String cores, String memory, String kernel) {}

    record Data(String home, String mnist, String generated, String fetch) {}

    static Diagnosis of(String kernel, DataEnvironment environment) {
        Path generated = environment.data().resolve(DataFinder.GENERATED);
        Data data = new Data(
                environment.home().toString(),
                mnist(environment),
                GeneratedData.isIn(generated) ? generated.toString() : "not drawn yet",
                fetch(environment));
        String terminal = "stdout %s, stderr %s (no colour or bars elsewhere, nor under NO_COLOR, CI or TERM=dumb)"
                .formatted(yes(Console.outIsTerminal()), yes(Console.errIsTerminal()));
        return new Diagnosis(machine(kernel), data, terminal);
    }

    private static Machine machine(String kernel) {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                "mnist " + Version.number(),
                Runtime.version() + properties(", %s (%s), %s", "java.vm.name", "java.vendor", "java.home"),
                properties("%s %s, %s", "os.name", "os.version", "os.arch"),
                cores(CpuLimits.ofSystem(), runtime.availableProcessors()),
                String.format(
                        Locale.ROOT,
                        "heap of %,d MB at most (MNIST_JAVA_OPTS=-Xmx... changes it)",
                        runtime.maxMemory() >> 20),
                kernel);
    }

    private static String properties(String format, String... names) {
        return String.format(format, Stream.of(names).map(System::getProperty).toArray());
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
    private static String fetch(DataEnvironment environment) {
        try {
            Catalog.Entry entry =
                    environment.mirrored(Catalog.find(Catalog.MNIST).orElseThrow());
            URI folder = entry.mirrors().get(0);
            String smallest = entry.files().get(entry.files().size() - 1).name();
            return folder + ": " + reachability(folder.resolve(smallest));
        } catch (DataException e) {
            return e.getMessage();
        }
    }

    private static String mnist(DataEnvironment environment) {
        try {
            return environment.mnist().map(Path::toString).orElseGet(environment::mnistMissing);
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
        return cause instanceof ConnectException ? "no connection" : "the connection broke";
    }
}
