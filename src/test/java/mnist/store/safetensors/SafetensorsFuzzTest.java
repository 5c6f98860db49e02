package mnist.store.safetensors;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mnist.FuzzedFile;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a safetensors file: its tensors fill it, or it is refused. */
class SafetensorsFuzzTest {
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void anyBytes(byte[] content) {
        FuzzedFile.readBy(
                path -> {
                    SafetensorsFile file = Safetensors.read(path);
                    long numbers = file.tensors().stream()
                            .mapToLong(tensor -> tensor.data().length)
                            .sum();
                    if (numbers > content.length) {
                        throw new IllegalStateException(numbers + " numbers from " + content.length + " bytes");
                    }
                },
                content);
    }

    static List<byte[]> seeds() {
        return List.of(
                file("{}", 0),
                file("{'__metadata__':{'a':'b'},'0.bias':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", 8),
                file(
                        "{'a':{'dtype':'F16','shape':[1,2],'data_offsets':[0,4]},"
                                + "'b':{'dtype':'BF16','shape':[],'data_offsets':[4,6]}}",
                        6),
                file("{'a':{'dtype':'F64','shape':[0],'data_offsets':[0,0]}}", 0),
                file("{'a':{'dtype':'I8','shape':[-1,99999999999],'data_offsets':[0,1e99]}}", 1));
    }

    private static byte[] file(String header, int dataBytes) {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + json.length + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }
}
