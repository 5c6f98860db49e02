package mnist.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Answers HTTP on 127.0.0.1 and nowhere else. Nothing is read from disk for a request. Bodies have a largest size, requests
 * a longest time, connections a largest number; what is asked for in another way than the {@link Route routes} say is
 * refused with {@code {"error": ...}}.
 */
public final class LocalServer implements AutoCloseable {
    /** In bytes; more than a phone's photograph. */
    public static final int LARGEST_BODY = 16 << 20;

    private static final int FAILED = 500;

    /** One for each connection: whoever sends slowly keeps nobody waiting. */
    private static final int THREADS = 64;

    /** So many requests are worked on at once, which bounds the memory. */
    private static final int WORKED_ON = 4;

    private static final int CLOSING_SECONDS = 1;

    /** Of a body that is too large so much is read: whoever is still sending would not see the answer. */
    private static final long MOST_PASSED_OVER = 4L * LARGEST_BODY;

    /** Of the JDK's server: it reads them when the first one is made, and has no other way to be told. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "20",
            "sun.net.httpserver.maxRspTime", "60",
            "sun.net.httpserver.maxReqHeaders", "50",
            "jdk.httpserver.maxConnections", Integer.toString(THREADS),
            // Else an answer waits 40 ms for the acknowledgement of its header.
            "sun.net.httpserver.nodelay", "true");

    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    private final List<Route> routes;
    private final Consumer<Throwable> failures;
    private final ExecutorService threads;
    private final Semaphore places = new Semaphore(WORKED_ON, true);
    private final HttpServer server;

    /**
     * Starts.
     *
     * @param port 0 for any that is free
     * @param failures is told what went wrong through no fault of whoever asked
     * @throws IOException if the port cannot be had
     */
    public LocalServer(int port, List<Route> routes, Consumer<Throwable> failures) throws IOException {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        this.routes = routes;
        this.failures = failures;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        threads = Executors.newFixedThreadPool(THREADS);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it is, for a browser. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            Route route = route(exchange);
            byte[] body = body(exchange);
            places.acquireUninterruptibly();
            try {
                return route.answer().apply(body);
            } finally {
                places.release();
            }
        } catch (Refusal e) {
            return Answer.error(e.status, e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            failures.accept(e);
            return Answer.error(FAILED, "the server failed; its terminal says more");
        }
    }

    private Route route(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        Visitors.check(method, exchange.getRequestHeaders());
        String path = exchange.getRequestURI().getPath();
        List<Route> there =
                routes.stream().filter(route -> route.path().equals(path)).toList();
        if (there.isEmpty()) {
            throw new Refusal(
                    Refusal.NOT_FOUND,
                    "expected one of "
                            + routes.stream()
                                    .map(route -> route.method() + " " + route.path())
                                    .collect(Collectors.joining(", ")));
        }
        return there.stream().filter(route -> route.allows(method)).findFirst().orElseThrow(() -> {
            String allowed = there.get(0).method();
            exchange.getResponseHeaders().set("Allow", allowed.equals("GET") ? "GET, HEAD" : allowed);
            return new Refusal(Refusal.WRONG_METHOD, "expected " + allowed + " " + path);
        });
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            passOver(in);
            throw new Refusal(Refusal.TOO_LARGE, "expected a body of at most " + (LARGEST_BODY >> 20) + " MiB");
        }
        return body;
    }

    private static void passOver(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        int count = 0;
        for (long passed = 0; count >= 0 && passed < MOST_PASSED_OVER; passed += count) {
            count = in.read(buffer);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", answer.type());
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(answer.content().length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), answer.content().length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.content());
        }
    }

    /** Ends it. What is being answered is still answered, if that takes no longer than a second. */
    public void stop() {
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
