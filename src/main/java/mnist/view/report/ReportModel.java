package mnist.view.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import mnist.nn.Layer;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import org.ejml.data.FMatrixRMaj;

/**
 * A network as the page's scripts read it.
 *
 * @param widths of the inputs and of every layer
 */
public record ReportModel(
        List<Integer> widths,
        String activation,
        String output,
        String loss,
        boolean residual,
        @JsonProperty("receptiveField") Object receptiveField,
        List<Numbers> layers) {
    /**
     * A layer's numbers as base64 of little-endian floats; null for what it does not have.
     *
     * @param w with receptive fields only the weights other than 0, which are few
     * @param wAt where those are: a bit for every element of the matrix, the lowest of a byte first; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Numbers(
            String w,
            @JsonProperty("wAt") String wAt,
            String b,
            String gamma,
            String beta,
            String mean,
            String variance,
            String projection) {}

    public static ReportModel of(Network network) {
        NetworkSpec spec = network.spec();
        return new ReportModel(
                IntStream.rangeClosed(0, spec.layers()).mapToObj(spec::width).toList(),
                spec.activation().toString(),
                spec.output().toString(),
                spec.loss().toString(),
                spec.connections().residual(),
                spec.connections().receptiveField().setting(),
                IntStream.rangeClosed(1, spec.layers())
                        .mapToObj(number -> numbers(network.layer(number), spec.receptiveFieldsAt(number) != null))
                        .toList());
    }

    private static Numbers numbers(Layer layer, boolean sparse) {
        BitSet places = sparse ? placesOfOthers(layer.w) : null;
        return new Numbers(
                sparse ? base64(chosen(layer.w, places)) : base64(layer.w),
                sparse ? Base64.getEncoder().encodeToString(places.toByteArray()) : null,
                base64(layer.b),
                base64(layer.gamma),
                base64(layer.beta),
                base64(layer.mean),
                base64(layer.variance),
                base64(layer.projection));
    }

    /** Where the elements other than 0 are. */
    private static BitSet placesOfOthers(FMatrixRMaj matrix) {
        BitSet places = new BitSet(matrix.getNumElements());
        for (int i = 0; i < matrix.getNumElements(); i++) {
            places.set(i, matrix.data[i] != 0f);
        }
        return places;
    }

    private static FMatrixRMaj chosen(FMatrixRMaj matrix, BitSet places) {
        FMatrixRMaj chosen = new FMatrixRMaj(1, places.cardinality());
        int count = 0;
        for (int i = places.nextSetBit(0); i >= 0; i = places.nextSetBit(i + 1)) {
            chosen.data[count++] = matrix.data[i];
        }
        return chosen;
    }

    private static String base64(FMatrixRMaj matrix) {
        if (matrix == null) {
            return null;
        }
        int count = matrix.getNumElements();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(matrix.data, 0, count);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
