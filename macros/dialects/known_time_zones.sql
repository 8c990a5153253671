{% macro known_time_zones(time_zones) %}
    {#-
        Those of a list of names that are time zones of the warehouse. A name with other characters than those of IANA names is
        none, so that a known one can stand in SQL. One query at most, where the warehouse has a list.
    -#}
    {% set known, asked = [], [] %}
    {% for time_zone in time_zones %}
        {% if time_zone | upper == 'UTC' %}
            {% do known.append(time_zone) %}
        {% elif modules.re.match('^[A-Za-z0-9_+/-]+$', time_zone) %}
            {% do asked.append(time_zone) %}
        {% endif %}
    {% endfor %}
    {{ return(known + (adapter.dispatch('known_time_zones', 'api_call_volume')(asked) if asked else [])) }}
{% endmacro %}

{#- A warehouse without a list of time zones knows the IANA names. -#}
{% macro default__known_time_zones(time_zones) %}
    {{ return(time_zones | select('in', modules.pytz.all_timezones) | list) }}
{% endmacro %}

{% macro duckdb__known_time_zones(time_zones) %}
    {% set found = run_query("select distinct name from pg_timezone_names() where name in ('" ~ time_zones | join("', '") ~ "')") %}
    {{ return(found.columns[0].values() | list) }}
{% endmacro %}

{% macro postgres__known_time_zones(time_zones) %}
    {{ return(api_call_volume.duckdb__known_time_zones(time_zones)) }}
{% endmacro %}

{% macro spark__known_time_zones(time_zones) %}
    {% set found = run_query("select java_method('java.time.ZoneId', 'getAvailableZoneIds')") %}
    {{ return(time_zones | select('in', found.columns[0].values()[0][1:-1].split(', ')) | list) }}
{% endmacro %}

{#- Redshift has pg_timezone_names, but no query can select from it. -#}
{% macro redshift__known_time_zones(time_zones) %}
    {{ return(api_call_volume.default__known_time_zones(time_zones)) }}
{% endmacro %}

{#- Databricks SQL warehouses can't call Java methods. -#}
{% macro databricks__known_time_zones(time_zones) %}
    {{ return(api_call_volume.default__known_time_zones(time_zones)) }}
{% endmacro %}

{% macro clickhouse__known_time_zones(time_zones) %}
    {% set found = run_query("select time_zone from system.time_zones where time_zone in ('" ~ time_zones | join("', '") ~ "')") %}
    {{ return(found.columns[0].values() | list) }}
{% endmacro %}
