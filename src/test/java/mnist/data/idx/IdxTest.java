package mnist.data.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(IdxType.class)
    void readsEveryType(IdxType type) {
        ByteBuffer content = ByteBuffer.allocate(2 * type.bytes());
        double[] expected = {-3, 100};
        for (double value : expected) {
            switch (type) {
                case UNSIGNED_BYTE, SIGNED_BYTE -> content.put((byte) value);
                case SHORT -> content.putShort((short) value);
                case INT -> content.putInt((int) value);
                case FLOAT -> content.putFloat((float) value);
                case DOUBLE -> content.putDouble(value);
            }
        }
        Path file = TestFiles.write(folder, "numbers", TestFiles.idx(type.code, new int[] {2, 1}, content.array()));
        assertEquals(new IdxHeader(type, List.of(2L, 1L)), header(file));
        assertArrayEquals(new double[] {type == IdxType.UNSIGNED_BYTE ? 253 : -3, 100}, numbers(file, 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7})
    void readsEveryRank(int rank) {
        int[] sizes = new int[rank];
        Arrays.fill(sizes, 2);
        byte[] content = new byte[1 << rank];
        content[content.length - 1] = 9;
        Path file = TestFiles.write(folder, "numbers", TestFiles.idx(8, sizes, content));
        assertEquals(rank, header(file).rank());
        double[] read = numbers(file, 1000);
        assertEquals(content.length, read.length);
        assertEquals(9, read[content.length - 1]);
    }

    @Test
    void readsOnlyTheFirstNumbersWhenAsked() {
        Path file = TestFiles.write(folder, "numbers", TestFiles.labelFile(10));
        assertEquals(3, numbers(file, 3).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "images.gz"})
    void whatIsWrittenIsReadAgain(String name) throws IOException {
        byte[] content = TestFiles.images(6, 12);
        IdxWriter.write(folder.resolve(name), IdxHeader.ofBytes(6, 3, 4), content);
        assertEquals(IdxHeader.ofBytes(6, 3, 4), header(folder.resolve(name)));
        assertArrayEquals(content, content(folder.resolve(name)));
        byte[] start = Files.readAllBytes(folder.resolve(name));
        assertEquals(name.endsWith(".gz") ? 0x1f : 0, start[0]);
    }

    @Test
    void contentNotNameTellsGz() {
        byte[] file = TestFiles.imageFile(5, 2, 2);
        byte[] raw = content(TestFiles.write(folder, "raw.gz", file));
        byte[] gz = content(TestFiles.write(folder, "gz", TestFiles.gz(file)));
        assertArrayEquals(TestFiles.images(5, 4), raw);
        assertArrayEquals(raw, gz);
    }

    @Test
    void gzOfSeveralMembersIsReadWhole() {
        byte[] file = TestFiles.imageFile(5, 2, 2);
        byte[] first = TestFiles.gz(Arrays.copyOf(file, 20));
        byte[] second = TestFiles.gz(Arrays.copyOfRange(file, 20, file.length));
        Path path = TestFiles.write(folder, "two", TestFiles.concat(first, second));
        assertArrayEquals(TestFiles.images(5, 4), content(path));
    }

    @Test
    void unfinishedFileLeavesNothing() throws IOException {
        Path target = folder.resolve("labels");
        try (IdxWriter writer = new IdxWriter(target, IdxHeader.ofBytes(3))) {
            writer.write(new byte[] {1, 2}, 0, 2);
            assertThrows(IllegalStateException.class, writer::finish);
            assertThrows(IllegalStateException.class, () -> writer.write(new byte[] {3, 4}, 0, 2));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.findAny().isPresent());
        }
    }

    @Test
    void headerKnowsItsSizes() {
        assertEquals(60000L * 784, IdxHeader.ofBytes(60000, 28, 28).contentBytes());
        assertEquals(16, IdxHeader.ofBytes(60000, 28, 28).headerBytes());
        assertEquals(
                "60000 x 28 x 28 (unsigned byte)",
                IdxHeader.ofBytes(60000, 28, 28).toString());
        assertEquals(24, new IdxHeader(IdxType.DOUBLE, List.of(3L)).contentBytes());
        long most = 0xFFFF_FFFFL;
        assertEquals(Long.MAX_VALUE, IdxHeader.ofBytes(most, most, most).contentBytes());
        assertEquals(0, IdxHeader.ofBytes(most, most, most, 0).contentBytes());
        assertThrows(IllegalArgumentException.class, () -> IdxHeader.ofBytes(most + 1));
    }

    private static IdxHeader header(Path file) {
        try (IdxReader reader = IdxReader.open(file)) {
            return reader.header();
        }
    }

    private static byte[] content(Path file) {
        try (IdxReader reader = IdxReader.open(file)) {
            byte[] content = new byte[(int) reader.remaining()];
            reader.read(content, 0, content.length);
            reader.finish();
            return content;
        }
    }

    private static double[] numbers(Path file, int most) {
        try (IdxReader reader = IdxReader.open(file)) {
            return reader.numbers(most);
        }
    }
}
