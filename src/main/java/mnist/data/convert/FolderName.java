package mnist.data.convert;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names that are possible for folders on every system. */
final class FolderName {
    /** What no folder on Windows may have in its name, and what would lead elsewhere. */
    private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}/\\\\:*?\"<>|]");

    /** Hidden on Unix at the start, left out by Windows at the end. */
    private static final Pattern ENDS = Pattern.compile("^\\.|^ | $|\\.$");

    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern MEANINGFUL = Pattern.compile("[^_]");

    /** In bytes, as most file systems have it. */
    private static final int LONGEST = 255;

    private FolderName() {}

    /** The name with {@code _} where a character is not possible; empty if nothing of it would remain. */
    static Optional<String> of(String name) {
        String safe = ENDS.matcher(FORBIDDEN.matcher(name).replaceAll("_")).replaceAll("_");
        if (DEVICE.matcher(safe).matches()) {
            safe = "_" + safe;
        }
        boolean possible = (MEANINGFUL.matcher(safe).find() || safe.equals(name))
                && !safe.isBlank()
                && safe.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        return possible ? Optional.of(safe) : Optional.empty();
    }
}
