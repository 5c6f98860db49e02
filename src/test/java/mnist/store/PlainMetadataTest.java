package mnist.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mnist.data.Pixels;
import mnist.store.safetensors.Checksums;
import mnist.store.safetensors.Safetensors;
import mnist.store.safetensors.SafetensorsFile;
import mnist.store.safetensors.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What model files say to those who have not this program, and that it does without. */
class PlainMetadataTest {
    @TempDir
    Path folder;

    private SafetensorsFile saved(NetworkKinds kind) {
        ModelFile.Model model = kind.model();
        ModelFile.save(folder.resolve("model.safetensors"), model.network(), model.settings());
        return Safetensors.read(folder.resolve("model.safetensors"));
    }

    @Test
    void preprocessingStandsInPlainWords() {
        Map<String, String> metadata = saved(NetworkKinds.NOT_SQUARE).metadata();
        assertEquals(Pixels.SCALE, Float.parseFloat(metadata.get("pixel_scale")));
        assertEquals("20", metadata.get("rows"));
        assertEquals("30", metadata.get("columns"));
        assertEquals("[\"a\",\"b\",\"\u4e2d\ud83d\ude00\",\"long name\"]", metadata.get("class_names"));
        assertEquals("digit", metadata.get("preparation"));
        assertTrue(metadata.get("input").contains("2/255"));
    }

    @Test
    void geluIsSaidToBeTheTanhForm() {
        assertEquals("gelu-tanh", saved(NetworkKinds.GELU).metadata().get("activation"));
        assertEquals("scaled-tanh", saved(NetworkKinds.SCALED_TANH).metadata().get("activation"));
    }

    @Test
    void residualNetworksAloneHaveTheTensorThatKeepsThemOutOfSequential() {
        for (NetworkKinds kind : NetworkKinds.values()) {
            boolean residual = kind.model().network().spec().connections().residual();
            assertEquals(residual, saved(kind).tensor(ModelFile.RESIDUAL).isPresent(), kind.name());
        }
    }

    /** As versions before wrote them: without that tensor and without these words. */
    @Test
    void olderFilesAreReadAndSavedLikeNewOnes() {
        SafetensorsFile file = saved(NetworkKinds.RESIDUAL);
        Map<String, String> metadata = new TreeMap<>(file.metadata());
        metadata.keySet().retainAll(List.of("format", "made_by", ModelHeader.SETTINGS));
        List<Tensor> tensors = file.tensors().stream()
                .filter(tensor -> !tensor.name().equals(ModelFile.RESIDUAL))
                .toList();
        Path older = folder.resolve("older.safetensors");
        Safetensors.write(older, Checksums.added(new SafetensorsFile(metadata, tensors)));
        assertFalse(Safetensors.read(older).metadata().containsKey("rows"));
        ModelFile.Model loaded = ModelFile.load(older);
        ModelFile.save(folder.resolve("anew.safetensors"), loaded.network(), loaded.settings());
        assertEquals(file, Safetensors.read(folder.resolve("anew.safetensors")));
    }
}
