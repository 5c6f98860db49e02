package mnist;

/**
 * A setting has a value that cannot be used. The library knows settings by their names in {@code config.json}, as in {@code
 * learningRate} or {@code schedule.decay}; the command line says the option instead.
 */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String reason;

    /**
     * @param setting its name, for example {@code learningRate}
     * @param reason what was expected and found, and the cure, in one line that goes on after the name: "must be above 0,
     *     not -1"
     */
    public InvalidSetting(String setting, String reason) {
        super(setting + " " + reason);
        this.setting = setting;
        this.reason = reason;
    }

    /** @throws InvalidSetting unless the setting is valid */
    public static void require(boolean valid, String setting, String reason) {
        if (!valid) {
            throw new InvalidSetting(setting, reason);
        }
    }

    /** @throws InvalidSetting unless the value is in [0, 1) */
    public static void requireBelowOne(String setting, float value) {
        require(value >= 0 && value < 1, setting, "must be at least 0 and below 1, not " + value);
    }

    public String setting() {
        return setting;
    }

    public String reason() {
        return reason;
    }
}
