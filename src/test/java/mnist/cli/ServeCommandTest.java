package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.data.Dataset;
import mnist.data.folder.ReadFolder;
import mnist.serve.LocalServer;
import mnist.store.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mnist serve}, asked as programs and as other people's web pages ask. */
@Timeout(60)
class ServeCommandTest {
    @RegisterExtension
    private static final Cli cli = Cli.withDigits(300, 30);

    private static Served served;
    private static Dataset test;

    @BeforeAll
    static void serve() throws IOException {
        cli.train("--hidden 16 --epochs 4 --validation 20 --out {HOME}/run").assertDone();
        cli.command("predict {HOME}/run --index all --save-prepared {HOME}/seen --backend ejml")
                .assertDone();
        test = ReadFolder.of(cli.data()).test();
        served = new Served(cli.path("run"));
    }

    @AfterAll
    static void end() throws Exception {
        served.close();
    }

    private static byte[] pixels(int index) {
        byte[] pixels = new byte[test.pixels()];
        test.image(index, pixels);
        return pixels;
    }

    private static String numbers(int index) {
        byte[] pixels = pixels(index);
        return IntStream.range(0, pixels.length)
                .mapToObj(i -> Integer.toString(pixels[i] & 0xff))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What 'predict --json' prints, under the name that a request has. */
    private static List<String> predicted(String what, String name) {
        Cli.Result result = cli.command("predict {HOME}/run " + what + " --json --backend ejml");
        return result.assertDone()
                .out()
                .lines()
                .map(line -> line.replaceFirst("\"image\":\"[^\"]*\"", "\"image\":\"" + name + "\"")
                        .replaceFirst(
                                "\"label\":[0-9]+,\"label_name\":\"[0-9]+\"", "\"label\":null,\"label_name\":null"))
                .toList();
    }

    /** The page alone has a language; what programs get has none. */
    @Test
    void thePageIsInChineseIfAskedFor() throws IOException {
        try (Served chinese = new Served(cli.path("run"), "--lang", "zh")) {
            String page = chinese.answer(chinese.request("/").GET()).body();
            String words = page.replaceAll("(?s)<(script|style).*?</\\1>", "").replaceAll("<[^>]*>", "\n");
            assertTrue(page.contains("<html lang=\"zh-CN\">") && words.contains("它学的是生成的数字"), words);
            assertFalse(
                    Pattern.compile("[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
                            .matcher(words.replace("generated digits", ""))
                            .find(),
                    words);
            assertEquals(
                    served.answer(served.request("/model").GET()).body(),
                    chinese.answer(chinese.request("/model").GET()).body());
        }
    }

    @Test
    void picturesGetTheAnswersOfPredict() throws IOException {
        List<Path> pictures;
        try (Stream<Path> seen = Files.list(cli.path("seen"))) {
            pictures = seen.sorted().toList();
        }
        assertEquals(30, pictures.size());
        for (Path picture : pictures) {
            HttpResponse<String> answer = served.predict(Files.readAllBytes(picture));
            assertEquals(200, answer.statusCode());
            assertEquals(
                    predicted(picture.toString(), "request"),
                    List.of(answer.body().strip()));
        }
    }

    @Test
    void numbersGetTheAnswersOfPredict() {
        List<String> expected = predicted("--index all", "request");
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(
                    expected.get(i), served.predict(bytes(numbers(i))).body().strip());
        }
        String one = "{\"pixels\": " + numbers(3) + "}";
        assertEquals(expected.get(3), served.predict(bytes(one)).body().strip());
    }

    /** The rows of an image, as NumPy's tolist has them. */
    private static String rows(int index) {
        byte[] pixels = pixels(index);
        return IntStream.range(0, test.rows())
                .mapToObj(row -> IntStream.range(row * test.columns(), (row + 1) * test.columns())
                        .mapToObj(i -> Integer.toString(pixels[i] & 0xff))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void rowsOfNumbersAreAnImage() {
        String one = served.predict(bytes(numbers(3))).body();
        assertEquals(one, served.predict(bytes(rows(3))).body());
        assertEquals(one, served.predict(bytes("{\"pixels\":" + rows(3) + "}")).body());
        String two =
                served.predict(bytes("[" + numbers(3) + "," + numbers(4) + "]")).body();
        assertEquals(
                two, served.predict(bytes("[" + rows(3) + "," + rows(4) + "]")).body());
        assertEquals(
                served.predict(bytes("[" + numbers(3) + "]")).body(),
                served.predict(bytes("[" + rows(3) + "]")).body());
    }

    @Test
    void severalImagesAreAnsweredInTheirOrder() {
        String all = IntStream.range(0, test.size())
                .mapToObj(ServeCommandTest::numbers)
                .collect(Collectors.joining(",", "[", "]"));
        List<String> expected = predicted("--index all", "request N");
        String together = IntStream.range(0, expected.size())
                .mapToObj(i -> expected.get(i).replace("request N", "request " + i))
                .collect(Collectors.joining(",", "[", "]"));
        assertEquals(together, served.predict(bytes(all)).body().strip());
        assertEquals(
                together,
                served.predict(bytes("{\"pixels\":" + all + "}")).body().strip());
    }

    @Test
    void fractionsAreOneForWhite() {
        byte[] pixels = pixels(5);
        String fractions = IntStream.range(0, pixels.length)
                .mapToObj(i -> Double.toString((pixels[i] & 0xff) / 255.0))
                .collect(Collectors.joining(",", "[", "]"));
        assertEquals(
                served.predict(bytes(numbers(5))).body(),
                served.predict(bytes(fractions)).body());
    }

    @Test
    void theModelIsDescribed() throws IOException {
        HttpResponse<String> answer = served.answer(served.request("/model"));
        Map<String, Object> model = Json.parse(answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("784-16-10", model.get("network"));
        assertEquals(784 * 16 + 16 + 16 * 10 + 10, model.get("parameters"));
        assertEquals(Json.read(cli.path("run").resolve("config.json")), model.get("settings"));
    }

    @Test
    void keysStay() {
        KeysFile keys = new KeysFile("serve");
        keys.objects("serve --json", served.started());
        keys.objects("POST /predict", served.predict(bytes(numbers(0))).body());
        keys.objects("GET /model", served.answer(served.request("/model")).body());
        keys.objects("GET /nowhere", served.answer(served.request("/nowhere")).body());
        keys.assertAsBefore();
    }

    @Test
    void thePageIsWholeAndPointsNowhere() {
        HttpResponse<String> page = served.answer(served.request("/"));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("784-16-10"), page.body());
        assertTrue(page.body().contains("generated digits"), page.body());
        assertTrue(page.body().matches("(?s).*\"layers\":\\[\\{\"w\":\"[A-Za-z0-9+/=]{1000,}.*"));
        assertTrue(!page.body().matches("(?s).*(src|href)=\"(http|//).*"));
    }

    @ParameterizedTest
    @CsvSource({"/", "/model", "/nowhere", "/predict"})
    void everyAnswerForbidsBrowsersMoreThanItNeeds(String path) {
        HttpResponse<String> answer = served.answer(served.request(path));
        Map<String, String> expected = Map.of(
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Cache-Control", "no-store");
        expected.forEach((name, value) ->
                assertEquals(value, answer.headers().firstValue(name).orElse("none"), name));
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
        assertTrue(answer.headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow()
                .contains("default-src 'none'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET     | /predict           | ''                    | 405 | expected POST /predict",
                "PUT     | /predict           | []                    | 405 | expected POST /predict",
                "OPTIONS | /predict           | ''                    | 405 | expected POST /predict",
                "POST    | /                  | ''                    | 405 | expected GET /",
                "DELETE  | /model             | ''                    | 405 | expected GET /model",
                "GET     | /model/            | ''                    | 404 | GET /, GET /model, POST /predict",
                "GET     | /config.json       | ''                    | 404 | expected one of",
                "GET     | /../pom.xml        | ''                    | 404 | expected one of",
                "GET     | /%2e%2e/etc/passwd | ''                    | 404 | expected one of",
                "POST    | /predict           | ''                    | 400 | is empty",
                "POST    | /predict           | hello                 | 400 | expected a picture",
                "POST    | /predict           | --limit               | 400 | curl --data-binary @FILE",
                "POST    | /predict           | []                    | 400 | 28 x 28 pixels, found 0",
                "POST    | /predict           | '[1,2,3]'             | 400 | expected 784 numbers",
                "POST    | /predict           | '[[1],2]'             | 400 | found 1",
                "POST    | /predict           | '{\"a\":[1]}'         | 400 | such a list as \"pixels\"",
                "POST    | /predict           | '{\"pixels\":7}'      | 400 | such a list as \"pixels\"",
                "POST    | /predict           | '[1,2'                | 400 | the end of the text",
                "POST    | /predict           | '[NaN]'               | 400 | the word \"NaN\"",
                "POST    | /predict           | '{\"file\":\"/etc/passwd\"}' | 400 | expected a list of numbers"
            })
    void whatIsAskedWronglyIsRefused(String method, String path, String body, int status, String reason) {
        HttpResponse<String> answer =
                served.answer(served.request(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
        assertRefused(status, reason, answer);
        if (status == 405) {
            String allowed = answer.headers().firstValue("Allow").orElseThrow();
            assertTrue(reason.contains(allowed.split(",", -1)[0]), allowed);
        }
    }

    private static void assertRefused(int status, String reason, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(1, answer.body().lines().count(), answer.body());
        Map<String, Object> complaint = Json.parse(answer.body());
        assertEquals(List.of("error"), List.copyOf(complaint.keySet()));
        assertTrue(complaint.get("error").toString().contains(reason), answer.body());
    }

    @ParameterizedTest
    @CsvSource({"256", "-1", "\"7\"", "null", "[0]"})
    void aPixelIsANumberOfItsRange(String pixel) {
        String image = numbers(0).replaceFirst("\\[0,", "[" + pixel + ",");
        assertRefused(400, "expected 784 numbers from 0 to 255", served.predict(bytes(image)));
    }

    @Test
    void theBodyHasALargestSize() {
        byte[] body = new byte[LocalServer.LARGEST_BODY + 1];
        Arrays.fill(body, (byte) ' ');
        assertRefused(413, "at most 16 MiB", served.predict(body));
        // Of no length that is known before.
        HttpRequest.BodyPublisher chunked =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        assertRefused(
                413, "at most 16 MiB", served.answer(served.request("/predict").POST(chunked)));
        assertEquals(200, served.predict(bytes(numbers(0))).statusCode());
    }

    @Test
    void otherWebPagesAreKeptOut() throws IOException {
        String port = Integer.toString(served.url().getPort());
        String get = "GET / HTTP/1.1\r\nConnection: close\r\n";
        String post =
                "POST /predict HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\nHost: localhost:" + port + "\r\n";
        // A name that was bound to 127.0.0.1 afterwards.
        assertStatus(403, get + "Host: rebound.example\r\n\r\n");
        assertStatus(403, get + "Host: rebound.example:" + port + "\r\n\r\n");
        assertStatus(403, get + "Host: 127.0.0.1.rebound.example\r\n\r\n");
        assertStatus(403, get + "\r\n");
        assertStatus(400, get + "Host: localhost\r\nHost: rebound.example\r\n\r\n");
        // A page from elsewhere that posts, as a form or by a script.
        assertStatus(403, post + "Origin: http://elsewhere.example\r\n\r\n[]");
        assertStatus(403, post + "Origin: null\r\n\r\n[]");
        assertStatus(403, post + "Origin: http://localhost:1\r\n\r\n[]");
        assertStatus(403, post + "Sec-Fetch-Site: cross-site\r\n\r\n[]");
        // Its own page, its name typed, a tunnel's other end.
        assertStatus(200, get + "Host: localhost:" + port + "\r\n\r\n");
        assertStatus(200, get + "Host: 127.0.0.1:9999\r\nSec-Fetch-Site: cross-site\r\n\r\n");
        assertStatus(400, post + "Origin: http://localhost:" + port + "\r\nSec-Fetch-Site: same-origin\r\n\r\n[]");
    }

    private static void assertStatus(int status, String request) throws IOException {
        assertEquals("HTTP/1.1 " + status, raw(request).split("(?<= ...) ", 2)[0], request);
    }

    /** What comes back, until the connection is closed. */
    private static String raw(String request) throws IOException {
        try (Socket socket = connect(served.url().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "\\r\\n\\r\\n",
                "hello\\r\\n\\r\\n",
                "GET\\r\\n\\r\\n",
                "GET / HTTP/9.9\\r\\n\\r\\n",
                "GET / HTTP/1.1\\r\\nHost: localhost\\r\\nno colon\\r\\n\\r\\n",
                "POST /predict HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -5\\r\\n\\r\\n[]",
                "POST /predict HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: x\\r\\n\\r\\n[]",
                "POST /predict HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 99\\r\\n\\r\\n[]",
                "POST /predict HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n[]",
                "POST /predict HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n[]",
                "POST /predict HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 3"
                        + "\\r\\n\\r\\n0\\r\\n\\r\\nGET /model HTTP/1.1\\r\\nHost: evil\\r\\n\\r\\n"
            })
    void garbageNeitherHangsNorGetsThrough(String request) throws IOException {
        String text = request.replace("\\r", "\r").replace("\\n", "\n");
        String answer;
        try {
            answer = raw(text);
        } catch (SocketException e) {
            answer = "";
        }
        assertTrue(!answer.contains(" 200 "), answer);
        assertEquals(200, served.answer(served.request("/model")).statusCode());
    }

    @Test
    void manyAtOnceGetTheirOwnAnswers() {
        List<String> expected = predicted("--index all", "request");
        List<String> answers = IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> served.predict(bytes(numbers(i % 30))).body().strip())
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertEquals(expected.get(i % 30), answers.get(i));
        }
    }

    @Test
    void nobodyElseReachesIt() throws IOException {
        for (InetAddress address :
                InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
            if (!address.isLoopbackAddress()) {
                try (Socket socket = new Socket(address, served.url().getPort())) {
                    throw new AssertionError("reached at " + socket.getRemoteSocketAddress());
                } catch (ConnectException e) {
                    // As it should be.
                }
            }
        }
    }

    @Test
    void wrongPortsAreRefused() {
        String port = Integer.toString(served.url().getPort());
        cli.command("serve {HOME}/run --port " + port)
                .assertRefused(4, "--port " + port + ": cannot be had: ", "0 for any that is free");
        cli.command("serve {HOME}/run --port 70000").assertRefused(2, "--port 70000: expected 0 to 65535");
        cli.command("serve {HOME}/run --top 0").assertRefused(2, "--top 0: expected 1 class or more");
        cli.command("serve {HOME}/nothing --port 0").assertRefused(4, "nothing");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aSignalEndsIt() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "there are no signals on Windows");
        List<String> words = List.of("serve", "run", "--port", "0");
        try (Program program = Program.start(cli.home(), words)) {
            assertTrue(program.readUntil("http://127.0.0.1:"), program::err);
            program.signal("TERM");
            assertEquals(143, program.waitForEnd(), program::err);
            assertTrue(program.err().endsWith("mnist: stopped\n"), program::err);
        }
    }

    /** More of them than there are threads. */
    @Test
    void whoeverStopsInTheMiddleIsGivenUp() throws Exception {
        int port = freePort();
        List<String> words = List.of("serve", "run", "--port", Integer.toString(port));
        List<String> flags = List.of("-Dsun.net.httpserver.maxReqTime=1");
        List<Socket> stopped = new ArrayList<>();
        try (Program program = Program.start(cli.home(), flags, words)) {
            assertTrue(program.readUntil("http://127.0.0.1:" + port), program::err);
            for (int i = 0; i < 20; i++) {
                Socket socket = connect(port);
                stopped.add(socket);
                socket.getOutputStream()
                        .write(bytes("POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n["));
            }
            try (Socket socket = connect(port)) {
                socket.getOutputStream()
                        .write(bytes("GET /model HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            }
            for (Socket socket : stopped) {
                assertEnded(socket);
            }
        } finally {
            for (Socket socket : stopped) {
                socket.close();
            }
        }
    }

    private static void assertEnded(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            assertEquals(-1, in.read());
        } catch (SocketException e) {
            // Reset: ended too.
        }
    }
}
