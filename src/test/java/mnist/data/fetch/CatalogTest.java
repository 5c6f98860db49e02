package mnist.data.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @Test
    void everyEntryIsCompleteAndFetchedSecurely() {
        Set<String> hashes = new HashSet<>();
        for (Catalog.Entry entry : Catalog.entries()) {
            assertEquals(entry.classes().isEmpty() ? 1 : 4, entry.files().size(), entry.name());
            assertEquals(entry.classes().isEmpty() ? 0 : 10, entry.names().size());
            for (URI mirror : entry.mirrors()) {
                assertEquals("https", mirror.getScheme());
                assertTrue(mirror.getPath().endsWith("/"), mirror.toString());
            }
            for (Catalog.RemoteFile file : entry.files()) {
                assertTrue(SHA256.matcher(file.sha256()).matches(), file.toString());
                assertTrue(hashes.add(file.sha256()), file.toString());
            }
        }
    }

    @Test
    void findsByNameInAnyCase() {
        assertEquals("MNIST", Catalog.find("Mnist").orElseThrow().title());
        assertEquals(11_594_722, Catalog.find("mnist").orElseThrow().bytes());
        assertTrue(Catalog.find("nmist").isEmpty());
        assertEquals("mnist, fashion-mnist, kmnist, emnist", Catalog.names());
    }
}
