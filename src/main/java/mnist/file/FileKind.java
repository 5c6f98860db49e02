package mnist.file;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what a file that is no picture for Java seems to be, from its first bytes. */
public final class FileKind {
    private static final int BRAND = 8;

    /** What files begin with. */
    private static final Map<String, String> SIGNATURES = signatures();

    private FileKind() {}

    private static Map<String, String> signatures() {
        Map<String, String> signatures = new LinkedHashMap<>();
        signatures.put("%PDF", "a PDF document");
        signatures.put("<svg", "an SVG drawing");
        signatures.put("<?xml", "an XML document");
        signatures.put("<!DOCTYPE", "a web page");
        signatures.put("<html", "a web page");
        signatures.put("PK\u0003\u0004", "a zip archive");
        return signatures;
    }

    public static String of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("RIFF") && text.startsWith("WEBP", BRAND)) {
            return "a WebP picture";
        }
        if (text.startsWith("ftyp", BRAND / 2)) {
            return text.startsWith("avif", BRAND) ? "an AVIF picture" : "a HEIC picture or a film";
        }
        return SIGNATURES.entrySet().stream()
                .filter(signature -> text.startsWith(signature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("something else");
    }
}
