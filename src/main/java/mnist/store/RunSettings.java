package mnist.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import mnist.data.Dataset;
import mnist.file.StoreException;
import mnist.nn.NetworkSpec;
import mnist.nn.ReceptiveFields;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;
import mnist.store.json.Json;
import mnist.train.Distillation;
import mnist.train.Regularisation;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.TrainingConfig;

/**
 * All that decides a run, as it stands in {@code config.json} and in every model file.
 *
 * @param format version of this layout
 * @param tool version of the program that began the run
 * @param kernel what multiplied: "simd" or "ejml"; runs repeat exactly with the same one; of an imported model
 *     {@link #UNKNOWN_KERNEL}
 * @param recipe that the run began with, or null
 * @param start the model whose weights the run began with; null, and not in the file, where they were drawn
 */
public record RunSettings(
        int format,
        String tool,
        String kernel,
        RecipeUse recipe,
        NetworkSpec network,
        TrainingConfig training,
        DataUse data,
        @JsonInclude(JsonInclude.Include.NON_NULL) StartWeights start) {
    /**
     * A trained model that a run begins with.
     *
     * @param file where it was
     * @param sha256 of its tensors: with other numbers it would be another run
     */
    public record StartWeights(String file, String sha256) {}

    /** The version that this program writes and the only one that it reads. */
    public static final int FORMAT = 1;

    /** @throws IllegalArgumentException when the network does not take such images */
    public RunSettings {
        long pixels = (long) data.rows() * data.columns();
        if (network.inputs() != pixels || network.outputs() != data.classes()) {
            throw new IllegalArgumentException("expected a network of " + pixels + " inputs and " + data.classes()
                    + " outputs, as the data have, found " + network.inputs() + " and " + network.outputs());
        }
    }

    /** The kernel of an imported model; the other settings of its training stand for nothing then. */
    public static final String UNKNOWN_KERNEL = "unknown";

    /** Whether it is of an imported model: how that was trained, nobody knows. */
    public boolean isImported() {
        return kernel.equals(UNKNOWN_KERNEL);
    }

    /** Of a run whose weights are drawn. */
    public RunSettings(
            int format,
            String tool,
            String kernel,
            RecipeUse recipe,
            NetworkSpec network,
            TrainingConfig training,
            DataUse data) {
        this(format, tool, kernel, recipe, network, training, data, null);
    }

    /**
     * Of a training on all images of a data set, by a program that uses this one as a library: what {@link ModelFile#save}
     * keeps beside the network.
     *
     * @param tool name and version of that program
     * @param kernel the backend's name
     * @throws IllegalArgumentException when the network does not take such images
     */
    public static RunSettings of(
            String tool, String kernel, NetworkSpec network, TrainingConfig training, Dataset images) {
        DataUse data = DataUse.whole(images.name(), images, false, "unknown");
        return new RunSettings(FORMAT, tool, kernel, null, network, training, data);
    }

    /**
     * Fields that came later than the first files of this format, with the values that stand for "not used": what is
     * missing in an older file. A new field is added here, or older files cannot be read any more.
     */
    private static final Map<String, Map<String, Object>> LATER = Map.of(
            "data",
            Map.of("residence", "auto", "classNames", List.of(), "reading", List.of(), "preparation", "unknown"),
            "network",
            Map.of("receptiveField", 0),
            "training",
            Map.of(
                    "augmentationEnd",
                    0f,
                    "inputNoise",
                    0f,
                    "hiddenNoise",
                    0f,
                    "tiedEpochs",
                    0,
                    "targetAccuracy",
                    0.0,
                    "distillation",
                    Distillation.NONE));

    private static final JsonMapper MAPPER = Json.BOUNDED
            .rebuild()
            .addMixIn(OptimizerSpec.class, Kinds.class)
            .addMixIn(ScheduleSpec.class, Kinds.class)
            .addMixIn(AugmentationPlan.class, PlanKeys.class)
            .addMixIn(NetworkSpec.class, Groups.class)
            .addMixIn(ReceptiveFields.Plan.class, PlanOfFields.class)
            .addMixIn(TrainingConfig.class, Groups.class)
            .addMixIn(Regularisation.class, Groups.class)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private interface Kinds {
        @JsonProperty("name")
        Object kind();
    }

    interface PlanOfFields {
        @JsonValue
        Object setting();

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static ReceptiveFields.Plan of(Object setting) {
            return ReceptiveFields.Plan.of(setting);
        }
    }

    private interface PlanKeys {
        @JsonProperty("augmentation")
        String changes();

        @JsonProperty("augmentationFade")
        int fade();

        @JsonProperty("augmentationEnd")
        float end();
    }

    /** Groups of settings that are records in the program and stand in the file without a level of their own. */
    interface Groups {
        @JsonUnwrapped
        Object connections();

        @JsonUnwrapped
        Object optimization();

        @JsonUnwrapped
        Object regularisation();

        @JsonUnwrapped
        Object noise();

        @JsonUnwrapped
        Object augmentationPlan();

        @JsonUnwrapped
        Object stopping();
    }

    /** The settings as a JSON tree. */
    public Map<String, Object> toMap() {
        return MAPPER.convertValue(this, new TypeReference<Map<String, Object>>() {});
    }

    /** As {@link #toMap}, but for the training of an imported model, which nobody knows. */
    public Map<String, Object> known() {
        Map<String, Object> known = toMap();
        if (isImported()) {
            known.remove("training");
        }
        return known;
    }

    /**
     * The settings of a JSON tree, of this version or an older one.
     *
     * @throws IllegalArgumentException with the reason in one line, when the tree is not what {@link #toMap} gives, or has
     *     fields that this version does not know
     */
    public static RunSettings fromMap(Map<String, Object> tree) {
        Object format = tree.get("format");
        if (!Integer.valueOf(FORMAT).equals(format)) {
            throw new IllegalArgumentException("expected format " + FORMAT + ", found "
                    + (format instanceof Number ? format : StoreException.quote(String.valueOf(format))));
        }
        Set<String> unknown = flat(tree).keySet();
        try {
            Map<String, Object> whole = completed(LATER, tree);
            requireValues(whole);
            whole.putIfAbsent("recipe", null);
            whole.putIfAbsent("start", null);
            RunSettings settings = MAPPER.convertValue(whole, RunSettings.class);
            unknown.removeAll(flat(settings.toMap()).keySet());
            if (unknown.isEmpty()) {
                return settings;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Json.reason(e, tree), e);
        }
        throw new IllegalArgumentException("found the unknown setting "
                + StoreException.quote(unknown.iterator().next()) + ", made by a newer version (mnist "
                + StoreException.quote(String.valueOf(tree.get("tool"))) + ")");
    }

    /** Only the recipe may be none. @throws IllegalArgumentException that names a setting without a value */
    private static void requireValues(Map<String, Object> tree) {
        flat(tree).forEach((path, value) -> {
            boolean isThere = value instanceof List<?> list ? list.stream().allMatch(Objects::nonNull) : value != null;
            if (!isThere && !path.equals("recipe")) {
                throw new IllegalArgumentException(
                        "expected a value as " + StoreException.quote(path) + ", found none");
            }
        });
    }

    /** The given settings, with those of {@link #LATER} that they lack, in groups at any depth. */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> completed(Map<String, ?> later, Map<String, ?> given) {
        Map<String, Object> whole = new LinkedHashMap<>(given);
        later.forEach((name, value) -> {
            if (!(value instanceof Map)) {
                // Not putIfAbsent, which takes null for absent.
                whole.put(name, given.containsKey(name) ? given.get(name) : value);
            } else if (given.get(name) instanceof Map<?, ?> group) {
                whole.put(name, completed((Map<String, ?>) value, (Map<String, ?>) group));
            }
        });
        return whole;
    }

    /** Every single setting by its path, as in "training.optimizer.beta1"; those of several teachers joined by commas. */
    public Map<String, Object> flat() {
        return flat(known());
    }

    private static Map<String, Object> flat(Map<String, Object> tree) {
        Map<String, Object> flat = new LinkedHashMap<>();
        tree.forEach((key, value) -> flatten(key, value, flat));
        return flat;
    }

    private static void flatten(String path, Object value, Map<String, Object> flat) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((key, field) -> flatten(path + "." + key, field, flat));
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map) {
            list.forEach(item -> flatten(path, item, flat));
        } else if (flat.putIfAbsent(path, value) != null) {
            flat.put(path, flat.get(path) + "," + value);
        }
    }

    /**
     * What may be other when a run goes on: where it ends, the recipe, which says what was changed, where the data lie, and
     * how pictures are prepared for the model.
     */
    private static final Pattern CHANGEABLE = Pattern.compile(
            "training[.](epochs|patience|targetAccuracy)|recipe([.].*)?|data[.](source|residence|preparation)");

    /**
     * Makes sure that a run can go on by these settings from a checkpoint that has others.
     *
     * @throws StoreException when they differ in what decides the weights
     */
    public void requireSame(Path config, Path checkpoint, RunSettings others) {
        Map<String, Object> ours = flat();
        Map<String, Object> theirs = others.flat();
        Set<String> names = new LinkedHashSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        names.forEach(name -> {
            Object value = ours.get(name);
            if (!CHANGEABLE.matcher(name).matches() && !Objects.equals(value, theirs.get(name))) {
                throw StoreException.of(
                        config,
                        StoreException.quote(theirs.get(name) + "") + " as " + name + ", as " + checkpoint + " has it",
                        StoreException.quote(value + ""),
                        "take one of the files from a copy");
            }
        });
    }

    /** The same settings with another training configuration. */
    public RunSettings with(TrainingConfig changed) {
        return new RunSettings(format, tool, kernel, recipe, network, changed, data, start);
    }

    /** The same run, longer or shorter. */
    public RunSettings withEpochs(int epochs) {
        RecipeUse use = recipe == null || epochs == training.epochs() ? recipe : recipe.changing(List.of("epochs"));
        return new RunSettings(format, tool, kernel, use, network, training.withEpochs(epochs), data, start);
    }
}
