package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mnist.Soak;
import mnist.file.StoreException;
import mnist.nn.Activation;
import mnist.nn.Loss;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flipped bit of a checkpoint is noticed, wherever it is. */
@Tag("soak")
class BitRotTest {
    /** Every bit of so many is flipped: the first of them by chance. */
    private static final int STRIDE = Soak.times(211, 1);

    @TempDir
    Path folder;

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        NetworkSpec spec = NetworkSpec.plain(784, List.of(2), 10, Activation.RELU, Output.SOFTMAX, Loss.CROSS_ENTROPY);
        new ToyRun(spec, ToyConfigs.AVERAGED.config(2, 1)).begin(folder.resolve("run"), 7);
        byte[] sound = Files.readAllBytes(folder.resolve("run/last.safetensors"));
        int header = (int) ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long seed = Soak.seed();
        List<Long> unnoticed = new ArrayList<>();
        long first = new Random(seed).nextInt(STRIDE);
        for (long bit = first; bit < 8L * sound.length; bit += STRIDE) {
            if (!isNoticed(sound, bit)) {
                unnoticed.add(bit);
            }
        }
        // The header is where a bit means most.
        for (long bit = first % 7; bit < 8L * (header + Long.BYTES); bit += Math.min(7, STRIDE)) {
            if (!isNoticed(sound, bit)) {
                unnoticed.add(bit);
            }
        }
        assertEquals(List.of(), unnoticed, "bits of " + sound.length + " bytes, seed " + seed);
        assertNotNull(ModelFile.loadCheckpoint(folder.resolve("run/last.safetensors")));
    }

    private boolean isNoticed(byte[] sound, long bit) throws IOException {
        byte[] damaged = sound.clone();
        damaged[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        Path file = Files.write(folder.resolve("damaged.safetensors"), damaged);
        try {
            ModelFile.loadCheckpoint(file);
            return false;
        } catch (StoreException e) {
            return e.getMessage().lines().count() == 1;
        }
    }
}
