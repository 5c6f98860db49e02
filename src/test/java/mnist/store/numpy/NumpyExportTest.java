package mnist.store.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import mnist.Python;
import mnist.store.AnsweredBytes;
import mnist.store.ModelFile;
import mnist.store.NetworkKinds;
import mnist.store.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights for NumPy, and the program that uses them. */
class NumpyExportTest {
    private static final float TOLERANCE = 1e-5f;

    /** Prints what predict.py answers to the file of bytes beside it. */
    private static final String ASK = """
            import json, sys
            import numpy as np
            from predict import NETWORK, predict
            images = np.fromfile("bytes", np.uint8).reshape(-1, int(NETWORK["rows"]), int(NETWORK["columns"]))
            print(json.dumps({"outputs": predict(images).astype(float).tolist()}))
            """;

    @TempDir
    Path folder;

    private Python python;

    @BeforeEach
    void aPython() {
        python = new Python(folder);
    }

    private void assumeNumpy() {
        assumeTrue(python.has("numpy"), "there is no Python with NumPy: name one in PYTHON");
    }

    @ParameterizedTest
    @EnumSource
    void theProgramAnswersLikeThisOne(NetworkKinds kind) throws IOException {
        assumeNumpy();
        ModelFile.Model model = kind.model();
        PredictScript.write(folder.resolve("predict.py"), model);
        AnsweredBytes expected = AnsweredBytes.of(model);
        Files.write(folder.resolve("bytes"), expected.pixels());
        Python.Result result = python.run("-W", "error", "-c", ASK);
        assertEquals("", result.err());
        List<float[]> found = AnsweredBytes.rows(Json.parse(result.out()).get("outputs"));
        assertEquals(expected.outputs().length, found.size());
        for (int row = 0; row < found.size(); row++) {
            assertArrayEquals(expected.outputs()[row], found.get(row), TOLERANCE);
        }
    }

    /** As in IDX files, gzipped or not; as arrays; and refused in one line where they are something else. */
    @Test
    void theProgramReadsFiles() throws IOException {
        assumeNumpy();
        PredictScript.write(folder.resolve("predict.py"), NetworkKinds.NOT_SQUARE.model());
        Python.Result made = python.run("-c", """
                import gzip, struct
                import numpy as np
                images = np.random.default_rng(1).integers(0, 256, (3, 20, 30), np.uint8)
                np.save("a.npy", images)
                np.savez("a.npz", x_test=images, y_test=np.zeros(3))
                idx = struct.pack(">4B3I", 0, 0, 8, 3, 3, 20, 30) + images.tobytes()
                open("a.idx", "wb").write(idx)
                gzip.open("a.gz", "wb").write(idx)
                open("cut.idx", "wb").write(idx[:-1])
                np.save("floats.npy", images / 255)
                np.save("small.npy", images[:, :10])
                """);
        assertEquals("", made.err());
        List<String> answers = new ArrayList<>();
        for (String name : List.of("a.npy", "a.npz", "a.idx", "a.gz")) {
            Python.Result result = python.run("predict.py", name);
            assertEquals("", result.err());
            assertTrue(result.out().startsWith(name + "\t0\t"), result.out());
            answers.add(result.out().replace(name, ""));
        }
        assertEquals(1, answers.stream().distinct().count(), answers.toString());
        assertEquals(3, answers.get(0).lines().count());
        refused("cut.idx", "expected 1816 bytes, found 1815");
        refused("floats.npy", "expected bytes (uint8, 0 to 255), found float64");
        refused("small.npy", "expected images of 30 x 20 pixels");
        refused("bytes.py", "No such file");
    }

    private void refused(String name, String reason) throws IOException {
        Python.Result result = python.run("predict.py", name);
        assertEquals(3, result.exitCode());
        assertTrue(result.err().startsWith("predict: " + name + ": "), result.err());
        assertTrue(result.err().contains(reason), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    @Test
    void theProgramNamesClasses() throws IOException {
        assumeNumpy();
        PredictScript.write(folder.resolve("predict.py"), NetworkKinds.NOT_SQUARE.model());
        Python.Result result =
                python.run("-c", "from predict import NETWORK; print(ascii(list(NETWORK['class_names'])))");
        assertTrue(result.out().contains("'a'"), result.out() + result.err());
        assertTrue(result.out().contains("\\u4e2d\\U0001f600"), result.out());
    }

    @Test
    void arraysHaveTheNamesOfPyTorch() throws IOException {
        Path file = folder.resolve("weights.npz");
        WeightsNpz.write(file, NetworkKinds.RESIDUAL_BATCH_NORM.model());
        Map<String, String> headers = headers(file);
        assertTrue(headers.get("0.weight.npy").contains("'descr': '<f4', 'fortran_order': False, 'shape': (24, 784,)"));
        assertTrue(headers.get("1.running_var.npy").contains("'shape': (24,)"));
        assertTrue(headers.get("6.projection.npy").contains("'shape': (17, 24,)"));
        assertTrue(headers.get("residual.npy").contains("'shape': (1,)"));
        assertTrue(headers.get("class_names.npy").contains("'descr': '<U1', 'fortran_order': False, 'shape': (10,)"));
        assertTrue(headers.get("pixel_scale.npy").contains("'descr': '<f4', 'fortran_order': False, 'shape': ()"));
    }

    @Test
    void numpyReadsTheSameNumbers() throws IOException {
        assumeNumpy();
        ModelFile.Model model = NetworkKinds.BATCH_NORM.model();
        WeightsNpz.write(folder.resolve("weights.npz"), model);
        Python.Result result = python.run("-c", """
                import json
                import numpy as np
                arrays = np.load("weights.npz")
                print(json.dumps({name: arrays[name].ravel().tolist() for name in arrays.files}))
                """);
        assertEquals("", result.err());
        Map<String, Object> found = Json.parse(result.out());
        ModelFile.tensors(model.network())
                .forEach(tensor -> assertArrayEquals(
                        tensor.data(),
                        AnsweredBytes.rows(List.of(found.get(tensor.name()))).get(0)));
        assertEquals(List.of("relu"), found.get("activation"));
        assertEquals(List.of(28), found.get("rows"));
    }

    /** The first line of each entry, behind its magic bytes. */
    private static Map<String, String> headers(Path file) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                int end = 10 + bytes[8] + 256 * bytes[9];
                assertEquals(0, end % 64, entry.getName());
                byte[] header = Arrays.copyOfRange(bytes, 10, end);
                headers.put(entry.getName(), new String(header, StandardCharsets.ISO_8859_1));
            }
        }
        return headers;
    }
}
