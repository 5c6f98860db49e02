package mnist.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are called what they are, whatever their names. The bytes are the beginnings of real files. */
class FileKindTest {
    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "a HEIC picture,          00000018 66747970 68656963 00000000 6d696631 68656963",
        "a HEIC picture,          0000001c 66747970 6d696631 00000000 6d696631 68656963 6d696166",
        "an AVIF picture,         0000001c 66747970 61766966 00000000 61766966 6d696631 6d696166",
        "an AVIF picture,         0000001c 66747970 6d696631 00000000 6d696631 61766966 6d696166",
        "a film (MP4 or QuickTime), 00000014 66747970 71742020 20050300 71742020",
        "a film (MP4 or QuickTime), 00000018 66747970 6d703432 00000000 6d703432 69736f6d",
        "a film (MP4 or QuickTime), 00000014 66747970 69736f6d 00000200 69736f6d 68656963 68656963",
        "a film (MP4 or QuickTime), 0000000c 66747970",
        "a film (MP4 or QuickTime), 00001000 6d6f6f76 00000000",
        "a WebP picture,          52494646 24000000 57454250 56503820",
        "a JPEG 2000 picture,     0000000c 6a502020 0d0a870a 00000014 66747970 6a703220",
        "a JPEG 2000 picture,     ff4fff51 002f",
        "an ICO picture,          00000100 0100 1010",
        "a JPEG picture,          ffd8ffe0 0010 4a464946",
        "a GIF picture,           474946383961",
        "a BMP picture,           424d 36000000",
        "a TIFF picture,          49492a00 08000000",
        "a TIFF picture,          4d4d002a 00000008",
        "a PSD picture,           38425053 0001",
        "a PNG picture,           89504e47 0d0a1a0a",
        "an IDX file of images,   00000803 0000000a",
        "a RAR archive,           52617221 1a0700",
        "a 7-Zip archive,         377abcaf 271c0004",
        "a Zstandard file,        28b52ffd 0458",
        "an IDX file whose numbers have their lowest byte first, 03080000 0a000000",
        "a safetensors file,      3800000000000000 7b22302e776569676874223a",
        "a file of an unknown kind, 3800000000003800 7b22302e776569676874223a",
        "nothing but zero bytes,  00000000 00000000",
        "a file of an unknown kind, 00000000 00000001"
    })
    void aFileIsCalledWhatItIs(String kind, String hex) {
        assertEquals(kind, FileKind.of(bytes(hex)));
    }

    @Test
    void twoZeroBytesAloneAreNoIdx() {
        for (String hex : new String[] {"00000801", "00000903", "00000b03", "00000c02", "00000d01", "00000e00"}) {
            assertTrue(FileKind.isIdx(bytes(hex)), hex);
        }
        for (String hex :
                new String[] {"00000100", "00000018", "00000000", "00000a03", "00000f03", "0000", "00080803"}) {
            assertFalse(FileKind.isIdx(bytes(hex)), hex);
        }
    }
}
