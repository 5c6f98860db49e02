package mnist.data.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.fetch.Catalog.RemoteFile;
import mnist.data.fetch.Timeouts.Pace;
import mnist.file.RegularFile;
import mnist.file.Sha256;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fetcher against servers that do what servers on the web have done. */
@Timeout(60)
class FetcherTest {
    private static final String NAME = "train-images-idx3-ubyte.gz";
    private static final Pace ANY_PACE = new Pace(0, Duration.ofDays(1));
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40), ANY_PACE);

    /** Only against servers that say nothing: on a busy machine a good one, too, may take its time. */
    private static final Timeouts HASTY =
            new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(40), ANY_PACE);

    @TempDir
    Path folder;

    private final List<MockWebServer> servers = new ArrayList<>();
    private final byte[] content = new byte[300_000];
    private RemoteFile file;
    private Path target;

    @BeforeEach
    void inventContent() throws IOException {
        new Random(1).nextBytes(content);
        Path copy = Files.write(folder.resolve("copy"), content);
        file = new RemoteFile(NAME, content.length, Sha256.of(copy));
        Files.delete(copy);
        target = folder.resolve(NAME);
    }

    @AfterEach
    void closeServers() {
        servers.forEach(MockWebServer::close);
    }

    @Test
    void fetchesIntoANewFolderAndTellsProgress() throws IOException {
        List<Long> heard = new ArrayList<>();
        Path deep = folder.resolve("data").resolve("mnist");
        Fetcher fetcher = new Fetcher(PATIENT, (what, done, total) -> {
            assertEquals(NAME, what);
            assertEquals(content.length, total);
            heard.add(done);
        });
        assertEquals(1, fetcher.fetch(entry(good()), deep));
        assertArrayEquals(content, Files.readAllBytes(deep.resolve(NAME)));
        assertEquals(heard.stream().sorted().toList(), heard);
        assertEquals(content.length, heard.get(heard.size() - 1));
        assertFalse(Files.exists(deep.resolve(NAME + ".part")));
    }

    @Test
    void doesNotFetchWhatIsThere() throws IOException {
        Files.write(target, content);
        assertEquals(0, fetch(good()));
        assertEquals(0, servers.get(0).getRequestCount());
    }

    @Test
    void replacesAFileOfTheRightSizeAndWrongContent() throws IOException {
        Files.write(target, new byte[content.length]);
        assertEquals(1, fetch(good()));
        assertFetched();
    }

    @Test
    void resumesATruncatedTransferOnTheSameMirror() throws Exception {
        fetch(server(request -> from(request) == 0 ? cutAfter(100_000) : rest(request, content)));
        assertFetched();
        assertEquals(List.of(0, 100_000), starts(servers.get(0)));
    }

    @Test
    void resumesAfterAnEarlierRunAndOnAnotherMirror() throws Exception {
        URI truncating = server(request -> from(request) == 0 ? cutAfter(70_000) : hangUp());
        assertThrows(DataException.class, () -> fetch(truncating));
        assertFalse(Files.exists(target));
        assertEquals(70_000, Files.size(folder.resolve(NAME + ".part")));
        fetch(good());
        assertFetched();
        assertEquals(List.of(70_000), starts(servers.get(1)));
    }

    @Test
    void startsAgainWhereRangesAreIgnored() throws IOException {
        Files.write(folder.resolve(NAME + ".part"), new byte[50_000]);
        fetch(server(request -> whole(content)));
        assertFetched();
    }

    @Test
    void discardsAResumedFileThatTurnsOutWrongAndStartsAgain() throws Exception {
        Files.write(folder.resolve(NAME + ".part"), new byte[50_000]);
        fetch(good());
        assertFetched();
        assertEquals(List.of(50_000, 0), starts(servers.get(0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 300_001, 400_000})
    void usesOrDiscardsAPartThatIsAlreadyLong(int size) throws IOException {
        Files.write(folder.resolve(NAME + ".part"), Arrays.copyOf(content, size));
        fetch(good());
        assertFetched();
        assertEquals(size == content.length ? 0 : 1, servers.get(0).getRequestCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 503, 416})
    void goesOnToTheNextMirrorAfterAnError(int status) throws IOException {
        fetch(server(request -> page(status, "<html>sorry</html>")), good());
        assertFetched();
    }

    @Test
    void doesNotTakeAPageForTheFile() throws IOException {
        URI page = server(request -> page(200, "<html>log in</html>"));
        DataException e = assertThrows(DataException.class, () -> fetch(page));
        assertTrue(e.getMessage().contains("an HTML page instead of the file"), e.getMessage());
        assertNothingThere();
    }

    @Test
    void doesNotTakeOtherContentOfTheRightSize() throws IOException {
        byte[] wrong = content.clone();
        wrong[200_000]++;
        URI bad = server(request -> rest(request, wrong));
        DataException e = assertThrows(DataException.class, () -> fetch(bad));
        assertTrue(e.getMessage().contains("other content than published"), e.getMessage());
        assertNothingThere();
        fetch(bad, good());
        assertFetched();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotTakeAFileOfAnotherSize(boolean announced) throws IOException {
        MockResponse.Builder tooLong = whole(new byte[400_000]).newBuilder();
        MockResponse answer = announced
                ? tooLong.build()
                : tooLong.removeHeader("Content-Length")
                        .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                        .build();
        URI longer = server(request -> answer);
        DataException e = assertThrows(DataException.class, () -> fetch(longer));
        assertFalse(Files.exists(target));
        assertTrue(e.getMessage().contains("300000"), e.getMessage());
        fetch(longer, good());
        assertFetched();
    }

    @Test
    void leavesAMirrorThatIsDeadOrNotKnown() throws IOException {
        fetch(dead(), URI.create("http://no-such-host.invalid/"), good());
        assertFetched();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1000})
    void leavesAMirrorThatStalls(int bytesBefore) throws Exception {
        URI stalling = server(request -> bytesBefore < 0
                ? silence()
                : part(content, from(request), from(request) == 0 ? bytesBefore : from(request))
                        .build());
        DataException e = assertThrows(
                DataException.class,
                () -> new Fetcher(HASTY, ProgressCallback.NONE).fetch(entry(stalling, stalling), folder));
        String failure = stalling.getAuthority() + ": no answer in time, nothing for 0.300 s";
        assertTrue(e.getMessage().contains(failure + "; " + failure), e.getMessage());
        fetch(good());
        assertFetched();
        assertEquals(List.of(Math.max(0, bytesBefore)), starts(servers.get(1)));
    }

    @Test
    void givesUpInTimeWhereNobodyAnswers() throws IOException {
        URI silent = server(request -> silence());
        Timeouts brief = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMillis(200), ANY_PACE);
        long start = System.nanoTime();
        DataException e = assertThrows(
                DataException.class,
                () -> new Fetcher(brief, ProgressCallback.NONE).fetch(entry(silent, silent, silent), folder));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(seconds < 5, seconds + " s");
        assertTrue(e.getMessage().contains("no answer in time"), e.getMessage());
    }

    @Test
    @Timeout(30)
    void leavesAMirrorThatSendsAByteNowAndThen() throws Exception {
        URI slow = server(request -> part(content, from(request), content.length)
                .throttleBody(1, 50, TimeUnit.MILLISECONDS)
                .build());
        Timeouts hurried = new Timeouts(
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                new Pace(100_000, Duration.ofMillis(400)));
        DataException e = assertThrows(
                DataException.class, () -> new Fetcher(hurried, ProgressCallback.NONE).fetch(entry(slow), folder));
        assertTrue(e.getMessage().contains("too slow, "), e.getMessage());
        assertTrue(e.getMessage().contains("bytes in 0.400 s where 100,000 are the least"), e.getMessage());
        assertEquals(1, servers.get(0).getRequestCount(), "it is not asked again");
        fetch(good());
        assertFetched();
    }

    @Test
    void aFolderThatHoldsAllIsNotEvenLocked() throws IOException {
        Files.write(target, content);
        assertEquals(0, fetch(dead()));
        assertEquals(List.of(target), RegularFile.list(folder));
    }

    @Test
    void aLinkInThePlaceOfAPartIsNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.createSymbolicLink(folder.resolve(NAME + ".part"), precious);
        fetch(good());
        assertFetched();
        assertEquals("mine", Files.readString(precious));
    }

    @Test
    void followsRedirects() throws IOException {
        String target = good().resolve(NAME).toString();
        fetch(server(request -> new MockResponse.Builder()
                .code(302)
                .setHeader("Location", target)
                .build()));
        assertFetched();
    }

    @Test
    void saysInOneLineWhatEachMirrorDidAndWhatToDo() throws IOException {
        URI refusing = server(request -> page(403, ""));
        URI dead = dead();
        DataException e = assertThrows(DataException.class, () -> fetch(refusing, dead));
        assertEquals(
                "%s: could not be fetched (%s: HTTP 403; %s: no connection); check the network and try again, or download the file by hand and put it into %s"
                        .formatted(target, refusing.getAuthority(), dead.getAuthority(), folder),
                e.getMessage());
    }

    @Test
    void severalAtOnceFetchOnce() throws Exception {
        Catalog.Entry entry = entry(good());
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> task = () -> new Fetcher(PATIENT, ProgressCallback.NONE).fetch(entry, folder);
            int fetched = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(task, task, task))) {
                fetched += each.get();
            }
            assertEquals(1, fetched);
        } finally {
            threads.shutdownNow();
        }
        assertFetched();
    }

    private void assertFetched() throws IOException {
        assertArrayEquals(content, Files.readAllBytes(target));
        assertFalse(Files.exists(folder.resolve(NAME + ".part")));
    }

    private void assertNothingThere() {
        assertFalse(Files.exists(target));
        assertFalse(Files.exists(folder.resolve(NAME + ".part")));
    }

    private int fetch(URI... mirrors) {
        return new Fetcher(PATIENT, ProgressCallback.NONE).fetch(entry(mirrors), folder);
    }

    private Catalog.Entry entry(URI... mirrors) {
        return new Catalog.Entry("toy", "Toy", "none", List.of(), List.of(mirrors), List.of(file));
    }

    private URI good() throws IOException {
        return server(request -> rest(request, content));
    }

    private URI server(Function<RecordedRequest, MockResponse> answer) throws IOException {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.apply(request);
            }
        });
        server.start(InetAddress.getLoopbackAddress(), 0);
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getPort() + "/mnist/");
    }

    /** Where the range began that each request asked for, 0 if it asked for all. */
    private static List<Integer> starts(MockWebServer server) throws InterruptedException {
        List<Integer> starts = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            starts.add(from(server.takeRequest()));
        }
        return starts;
    }

    private static int from(RecordedRequest request) {
        String range = request.getHeaders().get("Range");
        return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private static MockResponse whole(byte[] file) {
        return new MockResponse.Builder().body(new Buffer().write(file)).build();
    }

    /** The whole file, or the rest of it if only that is asked for. */
    private static MockResponse rest(RecordedRequest request, byte[] file) {
        return part(file, from(request), file.length).build();
    }

    /** Promises everything from one byte on, and sends it up to another. */
    private static MockResponse.Builder part(byte[] file, int from, int to) {
        MockResponse.Builder response = new MockResponse.Builder()
                .body(new Buffer().write(file, from, to - from))
                .setHeader("Content-Length", file.length - from);
        String range = "bytes %s-%s/%s".formatted(from, file.length - 1, file.length);
        return from == 0 ? response : response.code(206).setHeader("Content-Range", range);
    }

    /** Hangs up after so many bytes. */
    private MockResponse cutAfter(int bytes) {
        return part(content, 0, bytes)
                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                .build();
    }

    private static MockResponse page(int status, String html) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "text/html; charset=utf-8")
                .body(html)
                .build();
    }

    private static MockResponse hangUp() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build();
    }

    private static MockResponse silence() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
    }

    /** Where nobody listens. */
    private static URI dead() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }
}
