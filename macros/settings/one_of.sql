{% macro one_of(names, given) %}
    {#-
        What a settings error tells a user to write: one of `names`, and first the one that was probably meant by
        what was `given`, if one is near.
    -#}
    {% set nearest = api_call_volume.nearest_name(given, names, least_likeness=0.5) %}
    {{ return(('did you mean `' ~ nearest ~ '`? ' if nearest else '') ~ 'one of ' ~ names | join(', ')) }}
{% endmacro %}
