package mnist.data.numpy;

import static mnist.data.numpy.NpyFiles.arrays;
import static mnist.data.numpy.NpyFiles.arraysWith;
import static mnist.data.numpy.NpyFiles.bytes;
import static mnist.data.numpy.NpyFiles.dictionary;
import static mnist.data.numpy.NpyFiles.npy;
import static mnist.data.numpy.NpyFiles.npz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mnist.FuzzedFile;
import mnist.data.Split;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.number.NumberStream;
import mnist.data.source.LabelledImages;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays and archives of them, as images, as labels and as whatever they are. */
class NumpyFuzzTest {
    private static final int MOST = 10;

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(NumpyFuzzTest::readArray, content);
        FuzzedFile.readBy(
                path -> read(new NumpySource(
                        path, "npy", new NumpySource.Pair(FilePlace.of(path), FilePlace.of(path)), null, null, null)),
                content);
        FuzzedFile.readBy(NumpyFuzzTest::readArchive, content);
    }

    private static void readArray(Path path) {
        NpyArray array = new NpyArray(FilePlace.of(path));
        try (NumberStream stream = array.open()) {
            byte[] some = new byte[MOST];
            stream.read(some, 0, MOST);
        }
    }

    private static void readArchive(Path path) {
        Optional<Archive> archive = Archive.of(path);
        if (archive.isPresent()) {
            FileTree tree = FileTree.of(archive.get());
            // Messages have the arrays' names, which may be any.
            if (tree.files().keySet().stream().allMatch(name -> name.matches("[xy_a-z.]{1,20}"))) {
                NumpySets.in(tree, Reading.PLAIN).forEach(found -> read(found.source()));
                NumpySets.complaint(tree, Reading.PLAIN);
            }
        }
    }

    private static void read(LabelledSource source) {
        source.names();
        LabelledImages images = source.read(Split.TRAIN);
        images.images().readAll();
    }

    static List<byte[]> seeds() {
        byte[] texts = npy(dictionary("<U1", false, "30,"), new byte[120]);
        byte[] enormous = npy(2, dictionary("<f8", true, "4611686018427387904, 4, 4"), new byte[9]);
        return List.of(
                bytes("2, 2, 3", new byte[12]),
                bytes("3,", new byte[] {1, 9, 10}),
                npy(dictionary(">f2", true, "2, 2"), new byte[8]),
                texts,
                enormous,
                npy(3, "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (3,)}", new byte[12]),
                // Found by the fuzzer: a line end that is none in ASCII.
                npy("{'\u0085java.", new byte[0]),
                npz(arrays(), false),
                npz(arrays(), true),
                npz(arraysWith("y_train.npy", texts), true),
                npz(arraysWith("x_train.npy", enormous), false));
    }
}
