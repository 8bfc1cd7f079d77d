/*
 * literal_method.c
 *	  What the operators and methods of a script make of values that are known.
 */
#include "action/literal_method.h"
#include "base/host.h"

bool
wm_literal_concatenate(Literals *literals, size_t at, size_t mid, bool *whole)
{
	Slice		second = wm_literal_made(literals, mid);
	bool		text_first = mid > at && literals->made.data[at] == '"';
	bool		text_second = wm_json_kind(second) == JSON_STRING;

	if (!text_first && !text_second)
		return wm_literal_unknown(literals, at);
	wm_literal_to_text(literals, mid, whole);
	if (text_first)
		wm_literal_move(literals, mid - 1, mid, literals->made.len - mid);
	else
	{
		TextBuffer	text = {NULL, 0, 0};

		wm_buffer_append(&text, wm_literal_made(literals, mid));
		literals->made.len = mid;
		wm_literal_to_text(literals, at, whole);
		wm_buffer_append_char(&literals->made, '"');
		memmove(literals->made.data + at + 1, literals->made.data + at,
				literals->made.len - at - 1);
		literals->made.data[at] = '"';
		wm_literal_add(literals, wm_buffer_slice(&text));
		wm_buffer_free(&text);
	}
	wm_literal_add(literals, SLICE("\""));
	return true;
}

bool
wm_literal_join(Literals *literals, size_t at, size_t mid, bool *whole)
{
	TextBuffer	array = {NULL, 0, 0};
	TextBuffer	separator = {NULL, 0, 0};
	JsonWalk	walk;
	Slice		key;
	Slice		element;

	if (mid == at || literals->made.data[at] != '[')
		return wm_literal_unknown(literals, at);
	if (literals->made.len == mid)
		wm_literal_add(literals, SLICE("\",\""));
	wm_literal_to_text(literals, mid, whole);
	wm_buffer_append(&separator, wm_literal_made(literals, mid));
	literals->made.len = mid;
	wm_buffer_append(&array, wm_literal_made(literals, at));
	literals->made.len = at;

	wm_literal_add(literals, SLICE("\""));
	walk = wm_json_walk(wm_buffer_slice(&array));
	for (bool first = true; !wm_literal_spent(literals) &&
		 wm_json_next(&walk, &key, &element) == JSON_ITEM; first = false)
	{
		size_t		from;

		if (!first)
			wm_literal_add(literals, wm_buffer_slice(&separator));
		from = literals->made.len;
		wm_literal_add(literals, element);
		wm_literal_to_text(literals, from, whole);
	}
	wm_literal_add(literals, SLICE("\""));
	wm_buffer_free(&array);
	wm_buffer_free(&separator);
	return true;
}

/* Bytes of the character or escape that the inside of a JSON string begins with. */
static size_t
character_len(Slice text)
{
	size_t		len = 1;

	if (text.data[0] == '\\' && text.len > 1)
		len = text.data[1] == 'u' ? JSON_ESCAPE_SIZE : 2;
	return len < text.len ? len : text.len;
}

bool
wm_literal_split(Literals *literals, size_t at, size_t mid, bool *whole)
{
	TextBuffer	source = {NULL, 0, 0};
	TextBuffer	separator = {NULL, 0, 0};
	Slice		rest;

	if (mid == at || literals->made.data[at] != '"')
		return wm_literal_unknown(literals, at);
	wm_literal_to_text(literals, mid, whole);
	wm_buffer_append(&separator, wm_literal_made(literals, mid));
	literals->made.len = mid;
	wm_literal_to_text(literals, at, whole);
	wm_buffer_append(&source, wm_literal_made(literals, at));
	literals->made.len = at;
	rest = wm_buffer_slice(&source);

	wm_literal_add(literals, SLICE("[\""));
	while (rest.len > 0 && !wm_literal_spent(literals))
	{
		size_t		plain = 0;
		bool		found = false;

		while (plain < rest.len && !found)
		{
			found = separator.len > 0 &&
				wm_slice_starts(wm_slice_from(rest, plain), wm_buffer_slice(&separator));
			if (!found)
				plain += character_len(wm_slice_from(rest, plain));
		}
		wm_check_step(rest.data, rest.data + plain);
		wm_literal_add(literals, wm_slice_head(rest, plain));
		if (!found)
			break;
		wm_literal_add(literals, SLICE("\",\""));
		rest = wm_slice_from(rest, plain + separator.len);
	}
	wm_literal_add(literals, SLICE("\"]"));
	wm_buffer_free(&source);
	wm_buffer_free(&separator);
	return true;
}

bool
wm_literal_property(Literals *literals, size_t at, Slice name)
{
	Slice		value = wm_literal_made(literals, at);
	Slice		part = {NULL, 0};

	if (wm_json_kind(value) == JSON_OBJECT)
		part = wm_json_member(value, name);
	else if (wm_json_kind(value) == JSON_ARRAY && name.len > 0)
	{
		JsonWalk	walk = wm_json_walk(value);
		double		left = wm_json_number(name, -1);
		Slice		key;

		while (left >= 0 && wm_json_next(&walk, &key, &part) == JSON_ITEM && left-- > 0)
			part.len = 0;
	}
	literals->work += value.len;
	if (part.len == 0)
		return wm_literal_unknown(literals, at);
	wm_literal_move(literals, at, (size_t) (part.data - literals->made.data), part.len);
	return true;
}

bool
wm_literal_stringify(Literals *literals, size_t at)
{
	TextBuffer	text = {NULL, 0, 0};

	wm_buffer_append(&text, wm_literal_made(literals, at));
	literals->made.len = at;
	wm_literal_add(literals, SLICE("\""));
	wm_literal_add_text(literals, wm_buffer_slice(&text), true);
	wm_literal_add(literals, SLICE("\""));
	wm_buffer_free(&text);
	return true;
}

bool
wm_literal_list(Literals *literals, size_t at, JsToken what)
{
	bool		keys = !wm_js_is(what, "values");
	bool		values = !wm_js_is(what, "keys");
	TextBuffer	object = {NULL, 0, 0};
	JsonWalk	walk;
	Slice		key;
	Slice		value;

	if (wm_literal_made(literals, at).data[0] != '{')
		return wm_literal_unknown(literals, at);
	wm_buffer_append(&object, wm_literal_made(literals, at));
	literals->made.len = at;
	wm_literal_add(literals, SLICE("["));
	walk = wm_json_walk(wm_buffer_slice(&object));
	while (wm_json_next(&walk, &key, &value) == JSON_ITEM)
	{
		wm_literal_add_comma(literals);
		wm_literal_add(literals, keys && values ? SLICE("[") : SLICE(""));
		if (keys)
		{
			wm_literal_add(literals, SLICE("\""));
			wm_literal_add(literals, key);
			wm_literal_add(literals, SLICE("\""));
		}
		wm_literal_add(literals, keys && values ? SLICE(",") : SLICE(""));
		wm_literal_add(literals, values ? value : SLICE(""));
		wm_literal_add(literals, keys && values ? SLICE("]") : SLICE(""));
	}
	wm_literal_add(literals, SLICE("]"));
	wm_buffer_free(&object);
	return true;
}

bool
wm_literal_is_passed_over(const Literals *literals, size_t at, JsToken sign)
{
	Slice		value = wm_literal_made(literals, at);

	if (wm_json_kind(value) == JSON_NULL || wm_js_is(sign, "??"))
		return wm_json_kind(value) == JSON_NULL;
	return wm_json_kind(value) == JSON_FALSE || wm_slice_equals(value, SLICE("\"\"")) ||
		(wm_json_kind(value) == JSON_NUMBER && wm_json_number(value, 1) == 0);
}
