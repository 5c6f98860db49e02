package mnist.linalg.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The innermost loops, {@code Tile4x4} and its like, are one text for several sizes: every sum is a local variable, which
 * is what the compiler keeps in registers. This is the text. {@code -Dtiles.update=true} writes the classes anew.
 */
class TileClassesTest {
    /** Rows whose numbers lie together in a panel of the left factor. */
    private static final int ROWS_OF_PANEL = 4;

    private static final Path SOURCES = Path.of("src/main/java/mnist/linalg/simd");

    record Size(int rows, int vectors, boolean listed) {
        String name() {
            return "Tile" + rows + "x" + vectors + (listed ? "Listed" : "");
        }

        /** Whether it takes two panels of the left factor, and rows of the result at equal distances. */
        boolean tall() {
            return rows > ROWS_OF_PANEL;
        }
    }

    static Stream<Size> sizes() {
        return Stream.concat(
                Stream.of(false, true)
                        .flatMap(listed -> Stream.of(1, 2, 4).map(vectors -> new Size(ROWS_OF_PANEL, vectors, listed))),
                Stream.of(new Size(2 * ROWS_OF_PANEL, 2, false)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void everyClassIsWhatTheTemplateSays(Size size) throws IOException {
        Path file = SOURCES.resolve(size.name() + ".java");
        if (Boolean.getBoolean("tiles.update")) {
            Files.writeString(file, source(size));
        }
        assertEquals(source(size), Files.readString(file), "write it anew with -Dtiles.update=true");
    }

    @Test
    void thereAreNoOthers() throws IOException {
        Set<String> expected =
                sizes().map(size -> size.name() + ".java").collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertEquals(
                    expected,
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("Tile\\d.*"))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static String source(Size size) {
        String indices = size.listed ? "the listed inner indices" : "inner indices in order";
        return """
                package mnist.linalg.simd;

                import jdk.incubator.vector.FloatVector;
                import jdk.incubator.vector.Vector;
                import jdk.incubator.vector.VectorSpecies;

                /** A tile of %d rows by %s over %s; see {@link Tile}. Written by TileClassesTest. */
                final class %s {
                    private static final VectorSpecies<Float> S = Lanes.FLOATS;
                    private static final int L = Lanes.COUNT;

                    /** The class of all vectors here, see {@link Tile#multiply}. */
                    private static final Class<? extends Vector<Float>> V = S.vectorType();

                    private %s() {}

                    /** As {@link Tile#multiply}%s. */
                    static void multiply(
                            float[] left,
                %s
                            int count,
                            float[] right,
                            int r,
                %s            float[] start,
                            int startMask,
                            float alpha,
                            float[] base,
                            int baseMask,
                            float[] c,
                %s
                %s%s%s        for (int p = 0; p < count; p++) {
                %s        }
                        FloatVector scale = FloatVector.broadcast(S, alpha);
                %s    }
                }
                """.formatted(
                        size.rows,
                        size.vectors == 1 ? "one vector of columns" : size.vectors + " vectors of columns",
                        indices,
                        size.name(),
                        size.name(),
                        size.tall()
                                ? "; 4 rows of left begin at l0 and 4 at l1, and the results of row i at c0 + stride i"
                                : "",
                        lines(3, ",", leftParameters(size)) + ",",
                        size.listed ? "            int stride,\n" : "",
                        lines(3, ",", resultParameters(size)) + ") {",
                        size.tall() ? rowStarts(size) : "",
                        eachRow(size, TileClassesTest::begin),
                        size.listed ? "        int next = r + places[x] * stride;\n" : "",
                        loop(size),
                        eachRow(size, TileClassesTest::end));
    }

    private static String lines(int depth, String separator, List<String> lines) {
        String indent = "    ".repeat(depth);
        return indent + String.join(separator + "\n" + indent, lines);
    }

    private static List<String> leftParameters(Size size) {
        return size.tall()
                ? List.of("int l0", "int l1")
                : size.listed ? List.of("int l", "int[] places", "int x") : List.of("int l");
    }

    private static List<String> resultParameters(Size size) {
        return size.tall() ? List.of("int c0", "int stride") : List.of("int c0", "int c1", "int c2", "int c3");
    }

    private static String rowStarts(Size size) {
        return IntStream.range(1, size.rows)
                .mapToObj(row -> "        int c%d = c0 + %sstride;\n".formatted(row, row == 1 ? "" : row + " * "))
                .collect(Collectors.joining());
    }

    private interface Lines {
        List<String> of(int row, int vectors);
    }

    private static String eachRow(Size size, Lines lines) {
        return IntStream.range(0, size.rows)
                .boxed()
                .flatMap(row -> lines.of(row, size.vectors).stream())
                .map(line -> "        " + line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> begin(int i, int vectors) {
        return Stream.concat(
                        Stream.of("int s%d = c%d & startMask;".formatted(i, i)),
                        IntStream.range(0, vectors)
                                .mapToObj(j -> "FloatVector t%d%d = FloatVector.fromArray(S, start, s%d%s);"
                                        .formatted(i, j, i, plus(j))))
                .toList();
    }

    private static String loop(Size size) {
        StringBuilder text = new StringBuilder();
        if (size.listed) {
            line(text, "int b = next;");
            line(text, "next = r + places[x + p + 1] * stride;");
        } else {
            line(text, "int b = r + p * Lanes.PANEL;");
        }
        if (size.tall()) {
            line(text, "int p0 = l0 + " + ROWS_OF_PANEL + " * p;");
            line(text, "int p1 = l1 + " + ROWS_OF_PANEL + " * p;");
        } else {
            line(text, "int a = l + " + ROWS_OF_PANEL + " * p;");
        }
        for (int j = 0; j < size.vectors; j++) {
            line(text, "FloatVector b%d = FloatVector.fromArray(S, right, b%s);".formatted(j, plus(j)));
        }
        for (int i = 0; i < size.rows; i++) {
            line(text, "FloatVector a%d = FloatVector.broadcast(S, left[%s]);".formatted(i, leftAt(size, i)));
            for (int j = 0; j < size.vectors; j++) {
                line(text, "t%d%d = a%d.fma(b%d, t%d%d);".formatted(i, j, i, j, i, j));
            }
        }
        return text.toString();
    }

    private static String leftAt(Size size, int row) {
        String start = size.tall() ? "p" + row / ROWS_OF_PANEL : "a";
        int place = row % ROWS_OF_PANEL;
        return place == 0 ? start : start + " + " + place;
    }

    private static void line(StringBuilder text, String line) {
        text.append("            ").append(line).append('\n');
    }

    private static List<String> end(int i, int vectors) {
        return Stream.concat(
                        Stream.of("int d%d = c%d & baseMask;".formatted(i, i)),
                        IntStream.range(0, vectors).boxed().flatMap(j -> scaleAndStore(i, j)))
                .toList();
    }

    private static Stream<String> scaleAndStore(int i, int j) {
        return Stream.of(
                "t%d%d = scale.fma(t%d%d, FloatVector.fromArray(S, base, d%d%s));".formatted(i, j, i, j, i, plus(j)),
                "((FloatVector) V.cast(t%d%d)).intoArray(c, c%d%s);".formatted(i, j, i, plus(j)));
    }

    /** Where vector number j begins. */
    private static String plus(int j) {
        return j == 0 ? "" : j == 1 ? " + L" : " + " + j + " * L";
    }
}
