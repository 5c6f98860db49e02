package mnist.view.explain;

import mnist.InvalidSetting;
import mnist.nn.NetworkSpec;
import mnist.nn.ReceptiveFields;

/**
 * One weight of a network: from unit {@code in} of the layer below to unit {@code out} of layer {@code layer}.
 *
 * @param layer from 1
 * @param out unit of that layer, from 0
 * @param in unit of the layer below, or pixel, from 0
 */
public record WeightAddress(int layer, int out, int in) {
    /** Reads "LAYER,OUT,IN". @throws InvalidSetting if it is none */
    public static WeightAddress parse(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 3) {
                return new WeightAddress(number(parts[0]), number(parts[1]), number(parts[2]));
            }
        } catch (NumberFormatException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    /** @throws InvalidSetting when the network has no such weight */
    public WeightAddress requiredIn(NetworkSpec spec) {
        check("layer", layer, 1, spec.layers());
        check("unit", out, 0, spec.width(layer) - 1);
        check(layer == 1 ? "input" : "unit below", in, 0, spec.width(layer - 1) - 1);
        ReceptiveFields fields = spec.receptiveFieldsAt(layer);
        if (fields != null && !fields.connects(in, out)) {
            throw new InvalidSetting(
                    "weight",
                    String.format(
                            "%s: unit %s is not connected to %s %s; it sees rows %s to %s of columns %s to %s%s",
                            this,
                            out,
                            layer == 1 ? "pixel" : "unit",
                            in,
                            fields.top(out),
                            fields.top(out) + fields.window() - 1,
                            fields.left(out),
                            fields.left(out) + fields.window() - 1,
                            layer == 1 ? "" : " of the places below"));
        }
        return this;
    }

    private void check(String what, int number, int first, int last) {
        if (number < first || number > last) {
            throw new InvalidSetting(
                    "weight", this + ": there is no " + what + " " + number + ", expected " + first + " to " + last);
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.strip());
    }

    private static InvalidSetting refused(String text) {
        return new InvalidSetting(
                "weight", "'" + text + "': expected LAYER,OUT,IN, for example 1,5,406 (layers from 1, units from 0)");
    }

    @Override
    public String toString() {
        return layer + "," + out + "," + in;
    }
}
