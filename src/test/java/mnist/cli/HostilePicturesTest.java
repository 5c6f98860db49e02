package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.data.generate.SomeDigits;
import mnist.picture.HostilePictures;
import mnist.picture.Picture;
import mnist.picture.PictureFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures from strangers cost no more memory than the program has, and never keep it from answering the others. */
class HostilePicturesTest {
    private static final String HEAP = "-Xmx96m";

    @RegisterExtension
    private static final Cli cli = Cli.withDigits(100, 20);

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eachIsRefusedInOneLineAndTheOthersAreAnswered() throws IOException {
        cli.train("--hidden 4 --epochs 1 --validation 20 --out {HOME}/run").assertDone();
        List<String> command = new ArrayList<>(List.of("predict", "run"));
        Map<String, byte[]> hostile = HostilePictures.all();
        for (Map.Entry<String, byte[]> picture : hostile.entrySet()) {
            Files.write(cli.path(picture.getKey()), picture.getValue());
            command.add(picture.getKey());
        }
        byte[] pixels = new byte[28 * 28];
        SomeDigits.of(1).image(0, pixels);
        try (OutputStream out = Files.newOutputStream(cli.path("good.png"))) {
            PictureFile.writePng(new Picture(28, 28, pixels), out);
        }
        command.add("good.png");
        try (Program program = Program.start(cli.home(), List.of(HEAP), command)) {
            assertTrue(program.readUntil("good.png"), program::err);
            assertEquals(3, program.waitForEnd(), program::err);
            List<String> complaints = program.err()
                    .lines()
                    .filter(line -> !line.contains("WARNING"))
                    .toList();
            assertEquals(
                    List.copyOf(hostile.keySet()),
                    complaints.stream().map(HostilePicturesTest::named).toList());
            assertFalse(program.err().contains("Exception"), program::err);
        }
    }

    private static String named(String complaint) {
        return complaint.replaceAll("^mnist: ([^:]+): .*; .*", "$1");
    }
}
