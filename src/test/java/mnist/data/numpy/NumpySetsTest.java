package mnist.data.numpy;

import static mnist.data.numpy.NpyFiles.arrays;
import static mnist.data.numpy.NpyFiles.dictionary;
import static mnist.data.numpy.NpyFiles.npy;
import static mnist.data.numpy.NpyFiles.npz;
import static mnist.data.numpy.NpyFiles.write;
import static mnist.data.numpy.NpyFiles.writeNpz;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.data.files.Archive;
import mnist.data.files.FilePlace;
import mnist.data.files.FileTree;
import mnist.data.source.ClassChoice;
import mnist.data.source.FoundSource;
import mnist.data.source.LabelledSource;
import mnist.data.source.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays are known by their names. */
class NumpySetsTest {
    @TempDir
    Path folder;

    private static Reading reading(String images, String labels) {
        return new Reading(null, null, false, false, null, null, images, labels, null, ClassChoice.ALL, null, null);
    }

    /** The plain data set under other names, for the four in their order; those that are empty are left out. */
    private static Map<String, byte[]> called(String... names) {
        Map<String, byte[]> called = new LinkedHashMap<>();
        List<byte[]> contents = List.copyOf(arrays().values());
        for (int i = 0; i < names.length; i++) {
            if (names[i] != null) {
                called.put(names[i] + ".npy", contents.get(i));
            }
        }
        return called;
    }

    private Path npzFile(String... names) {
        return writeNpz(folder.resolve("toy.npz"), called(names));
    }

    private static void assertReads(LabelledSource source, boolean test) {
        assertEquals(NpyFiles.TRAIN, source.read(Split.TRAIN).images().count());
        assertEquals(test, source.has(Split.TEST));
        if (test) {
            assertEquals(NpyFiles.TEST, source.read(Split.TEST).images().count());
        }
    }

    private static LabelledSource only(FileTree tree) {
        List<FoundSource> found = NumpySets.in(tree, Reading.PLAIN);
        assertEquals(1, found.size());
        return found.get(0).source();
    }

    @ParameterizedTest
    @CsvSource({
        "x_train, y_train, x_test, y_test",
        "X_train, y_train, X_test, y_test",
        "X_TRAIN, Y_TRAIN, X_TEST, Y_TEST",
        "train_images, train_labels, test_images, test_labels",
        "training_images, training_labels, testing_images, testing_labels",
        "train_x, train_y, test_x, test_y",
        "xTrain, yTrain, xTest, yTest",
        "trainX, trainY, testX, testY",
        "xtrain, ytrain, xtest, ytest",
        "train_data, train_labels, test_data, test_labels",
        "x-train, y-train, x-test, y-test",
        "images, labels,,",
        "x, y,,",
        "X, y,,",
        "data, target,,",
        "data, labels,,",
        "images, labels, test_images, test_labels",
    })
    void pairsByName(String images, String labels, String testImages, String testLabels) throws IOException {
        Path file = npzFile(images, labels, testImages, testLabels);
        assertReads(NumpySets.of(FilePlace.of(file), Reading.PLAIN), testImages != null);
        assertReads(only(FileTree.of(Archive.of(file).orElseThrow())), testImages != null);
        assertReads(only(FileTree.of(folder)), testImages != null);
        Files.delete(file);
        called(images, labels, testImages, testLabels).forEach((name, content) -> write(folder.resolve(name), content));
        assertReads(only(FileTree.of(folder)), testImages != null);
        boolean test = testImages != null && images.toLowerCase(Locale.ROOT).contains("train");
        assertReads(NumpySets.of(FilePlace.of(folder.resolve(images + ".npy")), Reading.PLAIN), test);
    }

    @Test
    void validationIsLeftOut() {
        Map<String, byte[]> arrays = called("train_images", "train_labels", "test_images", "test_labels");
        arrays.put("val_images.npy", arrays.get("test_images.npy"));
        arrays.put("val_labels.npy", arrays.get("test_labels.npy"));
        Path file = writeNpz(folder.resolve("pathmnist.npz"), arrays);
        LabelledSource source = NumpySets.of(FilePlace.of(file), Reading.PLAIN);
        assertReads(source, true);
        assertEquals("npz without val_images and val_labels", source.form());
    }

    @Test
    void otherArraysDoNotDisturb() {
        Map<String, byte[]> arrays = called("data", "target", "images");
        arrays.put("target_names.npy", new byte[3]);
        arrays.put("DESCR.npy", new byte[3]);
        LabelledSource source =
                NumpySets.of(FilePlace.of(writeNpz(folder.resolve("digits.npz"), arrays)), Reading.PLAIN);
        assertFalse(source.has(Split.TEST));
        assertEquals("npz", source.form());
    }

    @ParameterizedTest
    @CsvSource({
        "arr_0, arr_1,,, false",
        "a_train, b_train, a_test, b_test, true",
        "a_train, b_train, a_test, c_test, false",
        "a.npy, b,,, false",
    })
    void theUserNamesArrays(String images, String labels, String testImages, String testLabels, boolean test) {
        Path file = npzFile(images.replace(".npy", ""), labels, testImages, testLabels);
        assertReads(NumpySets.of(FilePlace.of(file), reading(images, labels)), test);
        List<FoundSource> found = NumpySets.in(FileTree.of(folder), reading(images, labels));
        assertEquals(1, found.size());
        assertReads(found.get(0).source(), test);
    }

    @Test
    void theUserNamesOneArray() {
        Map<String, byte[]> arrays = called("data", "fine_labels");
        arrays.put("coarse_labels.npy", arrays.get("fine_labels.npy"));
        Path file = writeNpz(folder.resolve("cifar.npz"), arrays);
        assertThrows(DataException.class, () -> NumpySets.of(FilePlace.of(file), Reading.PLAIN));
        assertReads(NumpySets.of(FilePlace.of(file), reading("data", "fine_labels")), false);
        Path other = npzFile("x_train", "y_train", "x_test", "y_test");
        assertReads(NumpySets.of(FilePlace.of(other), reading("x_train", null)), true);
        assertReads(NumpySets.of(FilePlace.of(other), reading(null, "y_train")), true);
    }

    /** As KMNIST and Kannada-MNIST are published: each array in an .npz file of its own, which calls it arr_0. */
    @ParameterizedTest
    @CsvSource({
        "kmnist-train-imgs, kmnist-train-labels, kmnist-test-imgs, kmnist-test-labels, kmnist",
        "X_kannada_MNIST_train, y_kannada_MNIST_train, X_kannada_MNIST_test, y_kannada_MNIST_test, kannada-mnist",
    })
    void archivesOfOneArray(String images, String labels, String testImages, String testLabels, String split) {
        called(images, labels, testImages, testLabels)
                .forEach((name, content) ->
                        writeNpz(folder.resolve(name.replace(".npy", ".npz")), Map.of("arr_0.npy", content)));
        List<FoundSource> found = NumpySets.in(FileTree.of(folder), Reading.PLAIN);
        assertEquals(1, found.size());
        assertEquals(split, found.get(0).split());
        assertReads(found.get(0).source(), true);
        Path file = folder.resolve(images + ".npz");
        assertReads(NumpySets.of(FilePlace.of(file), Reading.PLAIN), true);
        assertReads(only(FileTree.of(Archive.of(file).orElseThrow())), true);
    }

    @Test
    void severalArchivesInAFolder() throws IOException {
        Path below = Files.createDirectory(folder.resolve("med"));
        for (String name : List.of("bloodmnist", "pathmnist")) {
            writeNpz(below.resolve(name + ".npz"), arrays());
        }
        List<FoundSource> found = NumpySets.in(FileTree.of(folder), Reading.PLAIN);
        assertEquals(
                List.of("bloodmnist", "pathmnist"),
                found.stream().map(FoundSource::split).toList());
        assertEquals("med/bloodmnist.npz", found.get(0).folder());
    }

    @Test
    void labelsOfAFileByTheirName() throws IOException {
        List<byte[]> arrays = List.copyOf(arrays().values());
        Path images = write(folder.resolve("pixels.npy"), arrays.get(0));
        write(folder.resolve("classes_of_them.npy"), arrays.get(1));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        write(elsewhere.resolve("z.npy"), arrays.get(1));
        for (String labels :
                List.of("classes_of_them", "classes_of_them.npy", "elsewhere/z.npy", elsewhere + "/z.npy")) {
            assertReads(NumpySets.of(FilePlace.of(images), reading(null, labels)), false);
        }
    }

    @Test
    void arraysInAnArchiveOfOtherThings() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        arrays().forEach((name, content) -> files.put("toy/" + name, content));
        files.put("toy/README", new byte[3]);
        Path file = writeNpz(folder.resolve("toy.zip"), files);
        FileTree tree = FileTree.of(Archive.of(file).orElseThrow());
        assertReads(only(tree), true);
        assertReads(NumpySets.of(tree.files().get("toy/x_train.npy"), Reading.PLAIN), true);
    }

    @Test
    void namesOfClasses() {
        Map<String, byte[]> arrays = arrays();
        arrays.put(
                "classes.npy",
                npy(dictionary("|S4", false, "3,"), "bag\0bootcoat".getBytes(StandardCharsets.US_ASCII)));
        Path file = writeNpz(folder.resolve("toy.npz"), arrays);
        assertEquals(
                Map.of("0", "bag", "1", "boot", "2", "coat"),
                NumpySets.of(FilePlace.of(file), Reading.PLAIN).names());
    }

    @Test
    void noArraysAreNoDataSet() {
        write(folder.resolve("table.csv"), new byte[9]);
        assertTrue(NumpySets.in(FileTree.of(folder), Reading.PLAIN).isEmpty());
        assertTrue(NumpySets.complaint(FileTree.of(folder), Reading.PLAIN).isEmpty());
    }

    private static void assertNone(FileTree tree, String message) {
        assertTrue(NumpySets.in(tree, Reading.PLAIN).isEmpty());
        assertEquals(
                message, NumpySets.complaint(tree, Reading.PLAIN).orElseThrow().getMessage());
    }

    private static void assertRefused(Runnable reading, String message) {
        assertEquals(message, assertThrows(DataException.class, reading::run).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x_train||| | no labels for x_train (expected y_train, found x_train);"
                        + " say which arrays to read, for example --image-array x_train --label-array NAME",
                "|train_labels|| | no images for train_labels (expected train_images, found train_labels);"
                        + " say which arrays to read, for example --image-array NAME --label-array train_labels",
                "x_train|y_train|x_test| | no labels for x_test (expected y_test, found x_test, x_train, y_train);"
                        + " say which arrays to read, for example --image-array x_train --label-array y_train to do without it",
                "x_test|y_test|| | no images for training (expected x_train and y_train, or the like, found x_test,"
                        + " y_test); say which arrays to read, for example --image-array x_test --label-array y_test",
                "arr_0|arr_1|arr_2| | no telling which arrays are images and labels (expected x_train and y_train, or the"
                        + " like, found arr_0, arr_1, arr_2); say it, for example --image-array arr_0 --label-array arr_1",
            })
    void nearlyADataSet(String images, String labels, String testImages, String testLabels, String message) {
        Map<String, byte[]> arrays = called(images, labels, testImages, testLabels);
        // One array alone would go by the name of its file.
        arrays.put("zebra.npy", new byte[1]);
        Path file = writeNpz(folder.resolve("toy.npz"), arrays);
        String withAll = message.replace("); ", ", zebra); ");
        assertRefused(() -> NumpySets.of(FilePlace.of(file), Reading.PLAIN), file + ": " + withAll);
        assertNone(FileTree.of(folder), file + ": " + withAll);
    }

    @Test
    void namesThatThereAreNot() {
        Path file = npzFile("x_train", "y_train", "x_test", "y_test");
        assertRefused(
                () -> NumpySets.of(FilePlace.of(file), reading("pixels", "classes")),
                file
                        + ": no arrays of these names (expected pixels and classes, found x_test, x_train, y_test, y_train);"
                        + " name two of these with --image-array and --label-array");
    }

    @Test
    void archivesThatAreNone() {
        Path file = write(folder.resolve("toy.npz"), "<html>".getBytes(StandardCharsets.US_ASCII));
        String message = file + ": is no .npz file (expected a zip archive of .npy files, found an HTML page);"
                + " get the file again";
        assertRefused(() -> NumpySets.of(FilePlace.of(file), Reading.PLAIN), message);
        assertNone(FileTree.of(folder), message);
    }

    @Test
    void archivesInAnArchive() {
        Path file = writeNpz(folder.resolve("download.zip"), Map.of("toy.npz", npz(arrays(), false)));
        assertNone(
                FileTree.of(Archive.of(file).orElseThrow()),
                file + "!toy.npz: is an archive in an archive; unpack the outer one, and name the folder");
    }

    @Test
    void emptyArchives() {
        Path file = writeNpz(folder.resolve("toy.npz"), Map.of("README", new byte[3]));
        assertRefused(
                () -> NumpySets.of(FilePlace.of(file), Reading.PLAIN),
                file + ": holds no arrays (expected arrays of images and labels, found none); name another file");
    }

    @Test
    void aFileWithoutLabels() {
        Path images = write(folder.resolve("x_train.npy"), arrays().get("x_train.npy"));
        assertRefused(
                () -> NumpySets.of(FilePlace.of(images), Reading.PLAIN),
                images + ": no labels beside it (expected y_train, found x_train);"
                        + " name their file, for example --label-array y_train.npy");
        Path labels = write(folder.resolve("y_test.npy"), arrays().get("y_test.npy"));
        assertRefused(
                () -> NumpySets.of(FilePlace.of(labels), Reading.PLAIN),
                labels + ": labels, to go by the name (expected images, for example x_test, found y_test);"
                        + " name the file of the images");
    }
}
