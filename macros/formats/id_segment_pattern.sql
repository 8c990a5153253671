{% macro id_segment_pattern() %}
    {#-
        A regular expression: the segments of a path that have the form of an id, with an extension or without. A version,
        `1.0`, is no number; a lower case word and a number of up to three digits, `top-100`, is a word.
        Each id begins in one way only, which keeps the pattern small once it is an automaton.
    -#}
    {%- set hex = '[0-9a-fA-F]' -%}
    {%- set colon = '(?::|%3[Aa])' -%}
    {#- Six or more hexadecimal digits, one of them below ten: by the place of the first of these. -#}
    {%- set hex_tails = ['[a-f]{5,}[0-9][0-9a-f]*'] -%}
    {%- for place in range(5) -%}
        {%- do hex_tails.append('[a-f]{' ~ place ~ '}[0-9][0-9a-f]{' ~ (5 - place) ~ ',}') -%}
    {%- endfor -%}
    {%- set ids = {
        'number': '[0-9]|[0-9][0-9,:_-][0-9.,:_-]*|[0-9]+[.][0-9.,:_-]{2,}|[0-9]{2,}[.]?[0-9]*',
        'week or quarter': '[0-9]{4}-?[WQwq][0-9]+(?:-[0-9])?',
        'date with a name': '[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4}',
        'time': '[0-9]{4}-?[0-9]{2}-?[0-9]{2}(?:[Tt_+ ]|%20)[0-9][0-9.:TZz%A+-]*',
        'telephone number': '(?:tel:)?(?:[+]|%2[Bb])[0-9][0-9%() .-]*|[(][0-9]+[)][0-9% -]*',
        'UUID': '(?:urn:uuid:|[{]|%7[Bb])?' ~ [hex ~ '{8}', hex ~ '{4}', hex ~ '{4}', hex ~ '{4}', hex ~ '{12}'] | join('-') ~ '(?:[}]|%7[Dd])?',
        'hash': '(?:0x)?' ~ hex ~ '{8,}',
        'IPv6 address': '(?:\\[|%5[Bb])?(?:' ~ hex ~ '{0,4}' ~ colon ~ '){2,7}' ~ hex ~ '{0,4}(?:\\]|%5[Dd])?',
        'e-mail address': '[^/@]+(?:@|%40)[^/]+',
        'ARN': 'arn(?:-[a-z]+)*' ~ colon ~ '[^/]+',
        'ORD-123': '[A-Z]+[_-]?[0-9]{3,}|[A-Z]+[_-][0-9]+',
        'word-1234': '[^/]*[A-Za-z][_-][0-9]{4,}|[a-z]+[0-9]{5,}',
        'word-3f2a9b': '(?:[a-z0-9]+[.-])+(?:' ~ hex_tails | join('|') ~ ')',
        'capitals and digits': '[A-Z0-9]*[0-9][A-Z]+[0-9][A-Z0-9]*|[A-Z0-9]{9,}[0-9][A-Z0-9]*|[A-Z]{4,}[0-9][A-Z0-9]{5,}',
        'number and capitals': '[0-9]+[A-Z][A-Z0-9]{9,}',
        'AWS id without a digit': 'A[A-Z]{2}A[A-Z2-7]{16}|Z[A-Z0-9]{9,}',
        'prefix_': '[a-z]{2,}(?:_[a-z]{3,})?_(?:[a-z]+[A-Z]|[A-Z]+[a-z]+[A-Z0-9]|[A-Z]+[0-9]|[a-z]*[0-9]+[A-Za-z])[A-Za-z0-9]{9,}',
        'hyphen at an end': '-[A-Za-z0-9_-]{7,}|[A-Za-z0-9_-]{7,}-',
    } -%}
    {{ return('(?:' ~ ids.values() | join('|') ~ ')(?:[.][a-z][a-z0-9]{1,5})?') }}
{%- endmacro %}
