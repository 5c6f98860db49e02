package mnist.store.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.file.StoreException;

/** What the JSON library complains of, in words for people: its own speak of its classes and of its switches. */
final class Complaint {
    private static final Pattern MISSING = Pattern.compile("[Mm]issing (?:required )?creator property '([^']+)'");

    /** The library's beginnings, and what was found then; ours is the last. */
    private static final Map<Pattern, String> FOUND = found();

    private static Map<Pattern, String> found() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("(?:Unrecognized|Non-standard) token '([^']*)'.*", "the word \"$1\", which JSON does not have");
        words.put("Duplicate field '(.*)'", "\"$1\" for the second time");
        words.put("Unexpected end-of-input.*", "the end of the text in the middle of it");
        words.put("Trailing token.*", "something after its end");
        words.put("Unexpected close marker '(.)'.*", "\"$1\" where it closes nothing");
        words.put("Unexpected character \\(''.*", "a single quote, where JSON has double quotes, as {\"epochs\": 5}");
        words.put("Unexpected character \\('[/#]'.*", "a comment, which JSON does not have: leave it out");
        words.put("Unexpected character \\('}'.*start field name.*", "a comma before '}': leave the comma out");
        words.put("Unexpected character .*start field name.*", "a name that is not in double quotes");
        words.put("Unexpected character .*expecting comma to separate.*", "no comma before the next entry");
        words.put("Unexpected character \\('(.)'.*", "the character '$1' in a wrong place");
        words.put("Invalid UTF-8.*", "bytes that are not UTF-8");
        words.put("Illegal unquoted character.*", "a control character in a text");
        words.put("Unrecognized character escape.*", "a backslash before a character that takes none");
        words.put("Invalid numeric value.*|JSON spec does not allow numbers.*", "a number that is not written as JSON");
        words.put(".*nesting depth.*", "more than " + Json.DEEPEST + " levels");
        words.put("(?:Number|String|Name)[a-z ]* length.*", "a number, a text or a name that is too long");
        words.put(".*", "something that is not JSON");
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        words.forEach((library, ours) -> patterns.put(Pattern.compile(library, Pattern.DOTALL), ours));
        return patterns;
    }

    private Complaint() {}

    /** Why a text is no JSON: what was found, with its place. */
    static String of(JsonProcessingException e) {
        String found = FOUND.entrySet().stream()
                .map(words -> Map.entry(words.getKey().matcher(e.getOriginalMessage()), words.getValue()))
                .filter(words -> words.getKey().matches())
                .map(words -> words.getKey().replaceFirst(words.getValue()))
                .findFirst()
                .orElseThrow()
                .replaceAll("\\p{Cntrl}+", "?");
        String shown = found.length() > 120 ? found.substring(0, 120) + "..." : found;
        return e.getLocation() == null
                ? shown
                : "line " + e.getLocation().getLineNr() + " column "
                        + e.getLocation().getColumnNr() + ": " + shown;
    }

    /** Why a tree does not become a record: which value is wrong, and what it should be. */
    static String of(JsonMappingException wrong, Object tree) {
        String place = place(wrong);
        if (wrong instanceof ValueInstantiationException && wrong.getCause() != null) {
            boolean absent = wrong.getCause() instanceof NullPointerException;
            return (place.isEmpty() ? "" : place + ": ")
                    + (absent ? "a value in it is missing" : wrong.getCause().getMessage());
        }
        Matcher missing = MISSING.matcher(wrong.getOriginalMessage());
        if (missing.find()) {
            String name = missing.group(1);
            boolean named = ("." + place).endsWith("." + name);
            return (named ? place : place.isEmpty() ? name : place + "." + name) + " is missing";
        }
        if (wrong instanceof PropertyBindingException) {
            return "found " + StoreException.quote(place) + ", which has no meaning there";
        }
        return "expected " + kind(type(wrong)) + (place.isEmpty() ? "" : " as " + place) + ", found "
                + found(wrong, tree);
    }

    private static String place(JsonMappingException wrong) {
        return wrong.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static Class<?> type(JsonMappingException wrong) {
        return wrong instanceof MismatchedInputException other
                ? other.getTargetType()
                : wrong.getCause() instanceof InputCoercionException tooLarge ? tooLarge.getTargetType() : null;
    }

    private static String kind(Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(type.getEnumConstants()).map(Object::toString).toList();
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number up to " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "a whole number up to " + Long.MAX_VALUE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        boolean isList = type.isArray() || Collection.class.isAssignableFrom(type);
        return isList ? "a list" : type == String.class ? "a text" : "an object";
    }

    /** What stands at the place of the complaint. The library may have read on, or not tell it. */
    private static String found(JsonMappingException wrong, Object tree) {
        Object value = tree;
        for (JsonMappingException.Reference step : wrong.getPath()) {
            value = value instanceof Map<?, ?> fields
                    ? fields.get(step.getFieldName())
                    : value instanceof List<?> list && step.getIndex() >= 0 ? list.get(step.getIndex()) : null;
        }
        if (value instanceof Map) {
            return "an object";
        }
        return value instanceof List
                ? "a list"
                : value == null ? "none" : value instanceof String text ? StoreException.quote(text) : value.toString();
    }
}
