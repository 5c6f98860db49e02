package mnist.store.safetensors;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names the kind of a file that is not what was expected, by its first bytes. */
final class ForeignFile {
    private static final Map<String, String> BY_START = new LinkedHashMap<>();

    static {
        BY_START.put("\u001f\u008b", "a gzip file");
        BY_START.put("PK\u0003\u0004", "a zip archive (a PyTorch .pt or NumPy .npz file is one)");
        BY_START.put("\u0080\u0002", "a Python pickle (an old PyTorch .pt file is one)");
        BY_START.put("\u0080\u0003", "a Python pickle");
        BY_START.put("\u0080\u0004", "a Python pickle");
        BY_START.put("\u0080\u0005", "a Python pickle");
        BY_START.put("\u0089HDF", "an HDF5 file (a Keras .h5 file is one)");
        BY_START.put("\u0093NUMPY", "a NumPy .npy file");
        BY_START.put("\u0089PNG", "a PNG picture");
        BY_START.put("GGUF", "a GGUF model");
        BY_START.put("version https://git-lfs", "a Git LFS pointer (the file itself was not downloaded)");
        BY_START.put("\0\0\b\u0001", "an IDX file of labels");
        BY_START.put("\0\0\b\u0003", "an IDX file of images");
    }

    private ForeignFile() {}

    static String describe(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> kind : BY_START.entrySet()) {
            if (text.startsWith(kind.getKey())) {
                return kind.getValue();
            }
        }
        String visible = text.replace("\u00ef\u00bb\u00bf", "").strip().toLowerCase(Locale.ROOT);
        if (visible.startsWith("<!doctype html") || visible.startsWith("<html")) {
            return "an HTML page";
        }
        if (visible.startsWith("<")) {
            return "an XML or HTML page";
        }
        if (visible.startsWith("{") || visible.startsWith("[")) {
            return "a JSON file";
        }
        return isText(start) ? "a text file" : isZero(start) ? "nothing but zero bytes" : "a file of an unknown kind";
    }

    private static boolean isText(byte[] start) {
        for (byte b : start) {
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] start) {
        for (byte b : start) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
