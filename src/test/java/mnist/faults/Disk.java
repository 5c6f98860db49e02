package mnist.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What would be found after a power cut: the content of a file as it was when it was last forced, and the names in a
 * folder as they were when that was last forced.
 */
public final class Disk {
    /** What happens to that which was not forced. */
    public enum Loss {
        /** All of it is lost. */
        ALL(false, 0),
        /** Names were written down by the file system's own will, contents were not. */
        CONTENTS(true, 0),
        /** As {@link #CONTENTS}, and half of each content arrived. */
        HALF_OF_CONTENTS(true, 0.5),
        /** Contents arrived, names did not. */
        NAMES(false, 1);

        private final boolean names;
        private final double contents;

        Loss(boolean names, double contents) {
            this.names = names;
            this.contents = contents;
        }
    }

    /** A file, whatever it is called. */
    private static final class Node {
        private byte[] forced;
    }

    private final Path root;
    private final Map<Path, Node> live = new HashMap<>();
    private final Map<Path, Node> durable = new TreeMap<>();
    private final Set<Path> newFolders = new TreeSet<>();

    /** Folders that have a new name, not yet forced, and their old ones. */
    private final Map<Path, Path> renamed = new TreeMap<>();

    Disk(Path root) throws IOException {
        this.root = root;
        for (Path file : files()) {
            Node node = new Node();
            node.forced = Files.readAllBytes(file);
            live.put(file, node);
            durable.put(file, node);
        }
    }

    private Iterable<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    void opened(Path file) {
        live.computeIfAbsent(file, key -> {
            Node node = new Node();
            node.forced = new byte[0];
            return node;
        });
    }

    void createdFolder(Path folder) {
        newFolders.add(folder);
    }

    void moved(Path from, Path to) {
        if (Files.isDirectory(to)) {
            renamed.put(to, from);
        }
        rename(live, from, to);
        List<Path> inside = newFolders.stream()
                .filter(folder -> folder.startsWith(from) && !folder.equals(from))
                .toList();
        newFolders.removeAll(inside);
        inside.forEach(folder -> newFolders.add(to.resolve(from.relativize(folder))));
    }

    private static void rename(Map<Path, Node> files, Path from, Path to) {
        List<Path> inside =
                files.keySet().stream().filter(file -> file.startsWith(from)).toList();
        inside.forEach(file -> files.put(to.resolve(from.relativize(file)), files.remove(file)));
    }

    /** What a file or folder would be called after a power cut. */
    private Path durableName(Path path) {
        return renamed.entrySet().stream()
                .filter(folder -> path.startsWith(folder.getKey()))
                .findFirst()
                .map(folder -> folder.getValue().resolve(folder.getKey().relativize(path)))
                .orElse(path);
    }

    void deleted(Path file) {
        live.remove(file);
    }

    void forced(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            live.get(path).forced = Files.readAllBytes(path);
            return;
        }
        newFolders.removeIf(folder -> folder.getParent().equals(path));
        renamed.entrySet().removeIf(folder -> {
            boolean here = folder.getKey().getParent().equals(path);
            if (here) {
                rename(durable, folder.getValue(), folder.getKey());
            }
            return here;
        });
        durable.keySet().removeIf(file -> file.getParent().equals(durableName(path)));
        live.forEach((file, node) -> {
            if (file.getParent().equals(path)) {
                durable.put(durableName(file), node);
            }
        });
    }

    /** Makes the folder what it would be after a power cut. */
    public void cut(Loss loss) throws IOException {
        Map<Node, byte[]> contents = new HashMap<>();
        for (Map.Entry<Path, Node> entry : live.entrySet()) {
            contents.put(entry.getValue(), Files.readAllBytes(entry.getKey()));
        }
        for (Path file : files()) {
            Files.delete(file);
        }
        List<Path> lost = loss.names ? List.of() : List.copyOf(newFolders);
        if (!loss.names) {
            durable.keySet()
                    .removeIf(file -> lost.stream().map(this::durableName).anyMatch(file::startsWith));
            deleteFolders(lost);
            for (Map.Entry<Path, Path> folder : renamed.entrySet()) {
                Files.move(folder.getKey(), folder.getValue());
            }
        }
        for (Map.Entry<Path, Node> entry : (loss.names ? live : durable).entrySet()) {
            Node node = entry.getValue();
            Files.write(entry.getKey(), kept(node.forced, contents.getOrDefault(node, node.forced), loss.contents));
        }
    }

    private static void deleteFolders(List<Path> lost) throws IOException {
        for (Path top : lost) {
            if (Files.exists(top)) {
                try (Stream<Path> all = Files.walk(top)) {
                    for (Path folder : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(folder);
                    }
                }
            }
        }
    }

    /** The forced content, or so much of the newer one; where that was only appended to, what was forced stays. */
    private static byte[] kept(byte[] forced, byte[] newer, double share) {
        if (share == 0) {
            return forced;
        }
        int difference = Arrays.mismatch(forced, newer);
        int safe = difference < 0 || difference == forced.length ? forced.length : 0;
        return Arrays.copyOf(newer, safe + (int) ((newer.length - safe) * share));
    }
}
