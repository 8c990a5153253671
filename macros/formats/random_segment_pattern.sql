{% macro random_segment_pattern() %}
    {#-
        A regular expression: the segments of a path that are random letters and digits, such as nanoid's, KSUIDs or most
        UUIDs. They have pairs of characters that words seldom have: a digit beside a letter, consonants like `qx` or
        `Lm`, capitals in odd places. With three such pairs that do not overlap, a segment is an id. So no random
        text of fewer than six characters is one, and one in six of 11 characters is not.
        `benchmarks/route_templates.py` measures how many ids of each kind are found, and how many words are taken for one.
    -#}
    {%- set seldom = [
        '[A-Za-z][0-9]', '[0-9][A-Za-z]', '[A-Z][a-z][A-Z]', '[a-z][A-Z][A-Z]', '[A-Z][A-Z][a-z]', '[_-][_-]',
        '[bdlnr][qxz]', '[cp][bfjvwx]', '[fv][bcdghjkmnpqvwxz]', 'g[bcdfjkpqvwxz]', '[hmty][gjkqvxz]', '[iu][hjw]',
        'j[bcdfghjklmnpqrtvxyz]', '[ks][jvxz]', 'q[abcdefghijkmnopqrstvwxyz]', 'w[bcgjkmqtuvxz]', '[xz][bdfgjkmnqrsvwx]',
        '[BCGKRW][bcdfgjkmpqstvwxz]', '[DT][bcdfgklmnpqtvxz]', '[FLV][bcdfghjkmnpqstvwxz]', '[HJMNQXZ][bcdfghjklmnpqrstvwxz]',
        'P[bcdgjkmpqvwxz]', 'S[bdfgjrsxz]',
    ] -%}
    {{ return('(?:[^/]*(?:' ~ seldom | join('|') ~ ')){3}[^/]*') }}
{%- endmacro %}
