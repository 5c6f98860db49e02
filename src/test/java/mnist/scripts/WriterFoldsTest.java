package mnist.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.data.generate.SomeDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three folds of writers, over the real program and digits with QMNIST's labels. */
class WriterFoldsTest {
    private static final int IMAGES = 300;
    private static final int WRITERS = 40;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void digitsByWriters() throws IOException {
        shell = new Shell(folder)
                .with("MNIST", Shell.program(folder.resolve("program")).toString());
        Path digits = folder.resolve("digits");
        SomeDigits.write(digits, IMAGES, 60);
        Path plain = digits.resolve("train-labels-idx1-ubyte");
        byte[] labels = Files.readAllBytes(plain);
        ByteBuffer qmnist = ByteBuffer.allocate(12 + IMAGES * 8 * 4)
                .putInt(0x0c02)
                .putInt(IMAGES)
                .putInt(8);
        for (int i = 0; i < IMAGES; i++) {
            int[] row = {labels[8 + i], 0, 2000 + i * i % WRITERS, 0, 0, 0, 0, 0};
            for (int number : row) {
                qmnist.putInt(number);
            }
        }
        Files.write(digits.resolve("qmnist-train-labels-idx2-int"), qmnist.array());
        Files.delete(plain);
    }

    private Shell.Result folds(String... options) {
        List<String> command =
                new ArrayList<>(List.of(Shell.script("writer-folds.sh").toString(), "--out", "folds"));
        command.addAll(List.of(options));
        return shell.run(command.toArray(String[]::new));
    }

    @Test
    void everyImageIsValidatedOnOnce() throws IOException {
        String[] options = {"--", "--data", "digits", "--epochs", "2", "--hidden", "12", "--backend", "ejml"};
        Shell.Result first = folds(options);
        assertEquals(0, first.exitCode(), first.err());
        Matcher folds = Pattern.compile("fold ./3   (\\d+) of (\\d+) wrong").matcher(first.out());
        int errors = 0;
        int images = 0;
        for (int fold = 1; fold <= 3; fold++) {
            assertTrue(folds.find(), first.out());
            errors += Integer.parseInt(folds.group(1));
            images += Integer.parseInt(folds.group(2));
        }
        assertEquals(IMAGES, images, first.out());
        double share = (double) errors / images;
        String together = String.format(
                "together   %d of %d wrong: %.3f%%, standard error %.3f",
                errors, images, 100 * share, 100 * Math.sqrt(share * (1 - share) / images));
        assertTrue(first.out().contains(together), first.out() + "instead of " + together);
        assertTrue(
                Files.readString(folder.resolve("folds/fold-2/config.json")).contains("writers 2/3"),
                "another program must not take the fold for a share");

        Files.delete(folder.resolve("folds/fold-3/result.json"));
        Shell.Result again = folds(options);
        assertEquals(0, again.exitCode(), again.err());
        assertEquals(first.out(), again.out());
    }

    @Test
    void misuseIsRefusedAndAFailureHandedOn() {
        assertEquals(2, folds("--folds", "1").exitCode());
        assertEquals(2, folds("--data", "digits").exitCode());
        assertEquals(2, folds("--folds").exitCode());
        Shell.Result missing = folds("--", "--data", "nowhere");
        assertEquals(3, missing.exitCode(), missing.err());
        assertEquals("", missing.out());
    }
}
