package mnist.data.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mnist.Soak;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.ProgressCallback;
import mnist.data.Storage;
import mnist.data.fetch.Catalog.RemoteFile;
import mnist.data.folder.ReadFolder;
import mnist.data.generate.SomeDigits;
import mnist.faults.EveryFault;
import mnist.faults.Faults.Kind;
import mnist.file.Sha256;
import mnist.file.StoreException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Data are fetched and read with a fault at every call to the file system. */
@Tag("soak")
class EveryFaultOfDataTest {
    private static final Timeouts PATIENT = new Timeouts(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            new Timeouts.Pace(0, Duration.ofDays(1)));

    @TempDir
    Path home;

    /** Either the work, or one of the project's exceptions, whose words are returned. */
    private static String complaintOf(Runnable work) {
        try {
            work.run();
            return null;
        } catch (DataException | StoreException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @EnumSource
    void fetching(Kind kind) throws IOException {
        byte[] content = new byte[50_000];
        new Random(1).nextBytes(content);
        Path copy = Files.write(home.resolve("copy"), content);
        RemoteFile file = new RemoteFile("train-images-idx3-ubyte.gz", content.length, Sha256.of(copy));
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return rest(request, content);
                }
            });
            server.start(InetAddress.getLoopbackAddress(), 0);
            URI mirror = URI.create("http://127.0.0.1:" + server.getPort() + "/");
            Catalog.Entry entry = new Catalog.Entry("toy", "Toy", "none", List.of(), List.of(mirror), List.of(file));
            EveryFault every = new EveryFault(
                    home.resolve("faulty"),
                    new Reading() {
                        @Override
                        public String run(Path folder) {
                            return complaintOf(() ->
                                    new Fetcher(PATIENT, ProgressCallback.NONE).fetch(entry, folder.resolve("toy")));
                        }

                        @Override
                        public Object result(Path folder) throws IOException {
                            return Sha256.of(folder.resolve("toy").resolve(file.name()));
                        }
                    },
                    1);
            every.run(kind, 1);
            if (kind == Kind.POWER_CUT) {
                every.powerAfterTheEnd();
            }
        }
    }

    private static MockResponse rest(RecordedRequest request, byte[] content) {
        String range = request.getHeaders().get("Range");
        int from = range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        MockResponse.Builder response =
                new MockResponse.Builder().body(new Buffer().write(Arrays.copyOfRange(content, from, content.length)));
        String answered = "bytes %s-%s/%s".formatted(from, content.length - 1, content.length);
        return (from == 0 ? response : response.code(206).setHeader("Content-Range", answered)).build();
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "NO_DESCRIPTORS"})
    void readingIntoMemory(Kind kind) throws IOException {
        new EveryFault(home.resolve("faulty"), new Read(Storage.MEMORY), 1).run(kind, 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "NO_DESCRIPTORS"})
    void readingFromDisk(Kind kind) throws IOException {
        new EveryFault(home.resolve("faulty"), new Read(Storage.STREAMED), Soak.times(3, 1)).run(kind, 1);
    }

    private abstract static class Reading implements EveryFault.Work {
        @Override
        public void prepare(Path folder) throws IOException {
            Files.createDirectories(folder);
        }
    }

    /** Images and labels, and whether they are generated. */
    private static final class Read extends Reading {
        private final Storage storage;
        private String read;

        Read(Storage storage) {
            this.storage = storage;
        }

        @Override
        public void prepare(Path folder) {
            SomeDigits.write(folder.resolve("digits"), 20, 10);
        }

        @Override
        public String run(Path folder) {
            return complaintOf(() -> {
                Dataset train = ReadFolder.of(folder.resolve("digits"), storage).train();
                read = train.name() + " " + train.fingerprint();
            });
        }

        @Override
        public Object result(Path folder) {
            return read;
        }
    }
}
