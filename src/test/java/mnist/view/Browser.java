package mnist.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium, driven through its debugging protocol: what a person would do with mouse and eyes. */
public final class Browser implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** The browser's program, if one is installed. */
    public static Optional<Path> program() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a file. {@code profile} is an empty folder. */
    public Browser(Path program, Path profile, Path page, int width, int height) throws Exception {
        this(program, profile, page.toUri(), width, height);
    }

    /** Opens what is there. {@code profile} is an empty folder. */
    public Browser(Path program, Path profile, URI page, int width, int height) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--force-prefers-reduced-motion",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--window-size=" + width + "," + height,
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient http = HttpClient.newHttpClient();
        URI target = pageTarget(http, address());
        socket = http.newWebSocketBuilder().buildAsync(target, new Listener()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
        call("Page.navigate", Map.of("url", page.toString()));
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Chromium says on standard error where it listens. */
    private String address() throws IOException {
        BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            if (line.startsWith("DevTools listening on ws://")) {
                Thread drain = new Thread(() -> drain(err), "browser's standard error");
                drain.setDaemon(true);
                drain.start();
                return URI.create(line.substring(line.indexOf("ws://"))).getAuthority();
            }
        }
        throw new IOException("the browser ended before it listened");
    }

    /** Reads what nobody wants to know, or the browser would wait when the pipe is full. */
    private static void drain(BufferedReader err) {
        try (err) {
            err.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // The browser has ended.
        }
    }

    private static URI pageTarget(HttpClient http, String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return URI.create(JSON.readTree(body).get("webSocketDebuggerUrl").asText());
    }

    /** The value of an expression in the page. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    /** Gives the window another size, and lets the page settle. */
    public void resize(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    }

    /** Draws with the left button from point to point: x, y, x, y, ... in the window. */
    public void drag(double... points) throws Exception {
        mouse("mousePressed", points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            mouse("mouseMoved", points[i], points[i + 1]);
        }
        mouse("mouseReleased", points[points.length - 2], points[points.length - 1]);
    }

    private void mouse(String type, double x, double y) throws Exception {
        boolean moved = type.equals("mouseMoved");
        call(
                "Input.dispatchMouseEvent",
                Map.of("type", type, "x", x, "y", y, "button", "left", "buttons", 1, "clickCount", moved ? 0 : 1));
    }

    /** Errors on the page's console, and exceptions of its scripts. */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** Everything the page asked for. */
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void received(String text) throws IOException {
        JsonNode message = JSON.readTree(text);
        if (message.has("id")) {
            JsonNode answer = message.has("result") ? message.get("result") : message;
            answers.remove(message.get("id").asInt()).complete(answer);
            return;
        }
        JsonNode parameters = message.get("params");
        switch (message.get("method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Network.requestWillBeSent" ->
                requests.add(parameters.get("request").get("url").asText());
            case "Runtime.exceptionThrown" ->
                complaints.add(parameters.get("exceptionDetails").toString());
            case "Log.entryAdded" -> complaints.add(parameters.get("entry").toString());
            case "Runtime.consoleAPICalled" -> {
                if (parameters.get("type").asText().equals("error")) {
                    complaints.add(parameters.get("args").toString());
                }
            }
            default -> {}
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    received(text.toString());
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
