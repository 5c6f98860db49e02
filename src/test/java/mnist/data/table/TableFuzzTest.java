package mnist.data.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mnist.FuzzedFile;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables, plain and gz. */
class TableFuzzTest {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(path -> TestTables.read(path).images().readAll(), content);
        FuzzedFile.readBy(
                path -> TestTables.read(path, TestTables.labelColumn("-1"))
                        .images()
                        .readAll(),
                content);
    }

    static List<byte[]> seeds() {
        String table = "label,a,b,c,d\n1,0,0,255,0\n";
        return List.of(
                utf8(table),
                utf8("\ufeff" + table.replace(',', ';')),
                utf8("\"x\"\"\"\t0.5\t1e-3\t.0\t0\r\n\r\ny\t0\t0\t0\t1\r\n"),
                utf8("1,0,0,0,0\n2,0,0,0,0\n,,,,\n"),
                table.getBytes(StandardCharsets.UTF_16),
                utf8("label,1x1,1x2\n\"1,0,0\n"),
                TestTables.gz(table),
                TestTables.gz("a,".repeat(1 << 17)),
                TestTables.gz("0,".repeat(1 << 17)),
                TestTables.gz("0,0\n".repeat(1 << 17)),
                TestTables.gz("\"" + "0".repeat(1 << 20)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
