package mnist.store.safetensors;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a safetensors file holds: texts by key, sorted, and tensors with distinct names. */
public record SafetensorsFile(Map<String, String> metadata, List<Tensor> tensors) {
    /** @throws IllegalArgumentException if two tensors have one name */
    public SafetensorsFile {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        tensors = List.copyOf(tensors);
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("two tensors named " + tensor.name());
            }
        }
    }

    /** The tensor of that name, if there is one. */
    public Optional<Tensor> tensor(String name) {
        return tensors.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** SHA-256 of the tensors alone (names, shapes, bits; neither their order nor the metadata), in hexadecimal digits. */
    public String tensorsSha256() {
        return TensorDigest.sha256(tensors);
    }
}
