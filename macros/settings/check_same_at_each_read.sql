{% macro check_same_at_each_read(settings, columns) %}
    {#-
        A settings error where SQL over a raw row (setting -> SQL) calls a function whose value changes between two queries,
        such as the current time or a random number. A run reads a row several times, and so do later runs: with another
        load time or id, it would be another row each time. Texts in quotes and comments are not looked at, nor is SQL that is
        the name of one of `columns`. Functions are named as in the warehouses' documentation.
    -#}
    {% set words = (
        'current_(?:timestamp|date|time|datetime)|local(?:timestamp|time)|sysdate|systimestamp'
        ~ '|_part_(?:index|offset|starting_offset)'
    ) %}
    {% set functions = (
        'now|today|getdate|sysdatetime|(?:get_)?current_(?:localtime|localtimestamp|timestamp)|(?:clock|statement|transaction)_timestamp'
        ~ '|timeofday|curdate|random|rand|randn|randstr|randcanonical|uuid|uuidv[47]|uuid_string|gen_random_uuid|generate_uuid|generateuuidv[47]|newid'
        ~ '|now64|nowinblock|yesterday|utc_?timestamp|rand(?:32|64|constant|uniform|normal)|random(?:string|fixedstring|printableascii)'
        ~ '|generate(?:ulid|snowflakeid)|rownumberin(?:all)?blocks?'
    ) %}
    {% set pattern = '(?<![a-z0-9_."`$])(?:(?:' ~ words ~ ')(?![a-z0-9_"`])|(?:' ~ functions ~ ')\\s*\\(|unix_timestamp\\s*\\(\\s*\\))' %}
    {% for setting, expression in settings.items() if expression | string | trim | lower not in columns %}
        {% set found = modules.re.search(pattern, modules.re.sub("'(?:[^']|'')*'", "''", api_call_volume.normalized_sql(expression) | lower)) %}
        {% if found %}
            {% do api_call_volume.settings_error(
                setting,
                '`' ~ expression ~ '` has another value each time that a row is read, since it calls `' ~ found.group(0).strip('( )') ~ '`.',
                'a column of the raw row, or SQL over its columns that gives the same value in each run.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
