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
import mnist.data.DataException;
import mnist.data.ProgressCallback;
import mnist.data.fetch.Catalog.RemoteFile;
import mnist.file.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fetcher against servers that do what servers on the web have done. */
@Timeout(60)
class FetcherTest {
    private static final String NAME = "train-images-idx3-ubyte.gz";
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40));

    /** Only against servers that say nothing: on a busy machine a good one, too, may take its time. */
    private static final Timeouts HASTY =
            new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(40));

    @TempDir
    Path folder;

    private final List<MisbehavingServer> servers = new ArrayList<>();
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
    void closeServers() throws IOException {
        for (MisbehavingServer server : servers) {
            server.close();
        }
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
        assertTrue(servers.get(0).requests().isEmpty());
    }

    @Test
    void replacesAFileOfTheRightSizeAndWrongContent() throws IOException {
        Files.write(target, new byte[content.length]);
        assertEquals(1, fetch(good()));
        assertFetched();
    }

    @Test
    void resumesATruncatedTransferOnTheSameMirror() throws IOException {
        URI mirror = server((request, out) -> {
            if (request.number() == 1) {
                MisbehavingServer.head(0, content.length, out);
                out.write(content, 0, 100_000);
            } else {
                MisbehavingServer.send(request, content, out);
            }
        });
        fetch(mirror);
        assertFetched();
        List<MisbehavingServer.Request> requests = servers.get(0).requests();
        assertEquals(2, requests.size());
        assertEquals(100_000, requests.get(1).from());
    }

    @Test
    void resumesAfterAnEarlierRunAndOnAnotherMirror() throws IOException {
        URI truncating = server((request, out) -> {
            if (request.number() == 1) {
                MisbehavingServer.head(0, content.length, out);
                out.write(content, 0, 70_000);
            }
        });
        assertThrows(DataException.class, () -> fetch(truncating));
        assertFalse(Files.exists(target));
        assertEquals(70_000, Files.size(folder.resolve(NAME + ".part")));
        fetch(good());
        assertFetched();
        assertEquals(70_000, servers.get(1).requests().get(0).from());
    }

    @Test
    void startsAgainWhereRangesAreIgnored() throws IOException {
        Files.write(folder.resolve(NAME + ".part"), new byte[50_000]);
        fetch(server((request, out) -> {
            MisbehavingServer.head(0, content.length, out);
            out.write(content);
        }));
        assertFetched();
    }

    @Test
    void discardsAResumedFileThatTurnsOutWrongAndStartsAgain() throws IOException {
        Files.write(folder.resolve(NAME + ".part"), new byte[50_000]);
        fetch(good());
        assertFetched();
        assertEquals(
                List.of(50_000, 0),
                servers.get(0).requests().stream()
                        .map(MisbehavingServer.Request::from)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 300_001, 400_000})
    void usesOrDiscardsAPartThatIsAlreadyLong(int size) throws IOException {
        Files.write(folder.resolve(NAME + ".part"), Arrays.copyOf(content, size));
        fetch(good());
        assertFetched();
        assertEquals(size == content.length ? 0 : 1, servers.get(0).requests().size());
    }

    @ParameterizedTest
    @CsvSource({"403 Forbidden", "404 Not Found", "503 Service Unavailable", "416 Range Not Satisfiable"})
    void goesOnToTheNextMirrorAfterAnError(String status) throws IOException {
        URI refusing = server((request, out) -> MisbehavingServer.text(
                out, "HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\n\r\n<html>sorry</html>"));
        fetch(refusing, good());
        assertFetched();
    }

    @Test
    void doesNotTakeAPageForTheFile() throws IOException {
        URI page = server((request, out) -> MisbehavingServer.text(
                out, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html>log in</html>"));
        DataException e = assertThrows(DataException.class, () -> fetch(page));
        assertTrue(e.getMessage().contains("an HTML page instead of the file"), e.getMessage());
        assertNothingThere();
    }

    @Test
    void doesNotTakeOtherContentOfTheRightSize() throws IOException {
        byte[] wrong = content.clone();
        wrong[200_000]++;
        URI bad = server((request, out) -> MisbehavingServer.send(request, wrong, out));
        DataException e = assertThrows(DataException.class, () -> fetch(bad));
        assertTrue(e.getMessage().contains("other content than published"), e.getMessage());
        assertNothingThere();
        fetch(bad, good());
        assertFetched();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotTakeAFileOfAnotherSize(boolean announced) throws IOException {
        URI longer = server((request, out) -> {
            MisbehavingServer.text(
                    out,
                    announced
                            ? "HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            out.write(new byte[400_000]);
        });
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
    void leavesAMirrorThatStalls(int bytesBefore) throws IOException {
        URI stalling = server((request, out) -> {
            if (bytesBefore >= 0) {
                MisbehavingServer.head(request.from(), content.length, out);
                out.write(content, 0, request.from() == 0 ? bytesBefore : 0);
                out.flush();
            }
            servers.get(0).stall();
        });
        DataException e = assertThrows(
                DataException.class,
                () -> new Fetcher(HASTY, ProgressCallback.NONE).fetch(entry(stalling, stalling), folder));
        String failure = stalling.getAuthority() + ": no answer in time, nothing for 0.300 s";
        assertTrue(e.getMessage().contains(failure + "; " + failure), e.getMessage());
        fetch(good());
        assertFetched();
        assertEquals(Math.max(0, bytesBefore), servers.get(1).requests().get(0).from());
    }

    @Test
    void givesUpInTimeWhereNobodyAnswers() throws IOException {
        URI silent = server((request, out) -> servers.get(0).stall());
        Timeouts brief = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMillis(200));
        long start = System.nanoTime();
        DataException e = assertThrows(
                DataException.class,
                () -> new Fetcher(brief, ProgressCallback.NONE).fetch(entry(silent, silent, silent), folder));
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        assertTrue(seconds < 5, seconds + " s");
        assertTrue(e.getMessage().contains("no answer in time"), e.getMessage());
    }

    @Test
    void followsRedirects() throws IOException {
        URI mirror = good();
        fetch(server((request, out) -> MisbehavingServer.text(
                out, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + mirror.resolve(NAME) + "\r\n\r\n")));
        assertFetched();
    }

    @Test
    void saysInOneLineWhatEachMirrorDidAndWhatToDo() throws IOException {
        URI refusing = server((request, out) -> MisbehavingServer.text(out, "HTTP/1.1 403 Forbidden\r\n\r\n"));
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
        return new Catalog.Entry("toy", "Toy", "none", List.of(mirrors), List.of(file));
    }

    private URI good() throws IOException {
        return server((request, out) -> MisbehavingServer.send(request, content, out));
    }

    private URI server(MisbehavingServer.Answer answer) throws IOException {
        MisbehavingServer server = new MisbehavingServer(answer);
        servers.add(server);
        return server.folder();
    }

    /** Where nobody listens. */
    private static URI dead() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }
}
